"""What the tests of formats share: a folder for each test, the lines that `extract` gives for a file, and files of
words that stand in archives.
"""
import io
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else "build/litopys"
DATA = pathlib.Path(os.environ.get("LITOPYS_DATA") or pathlib.Path(PROGRAM).parent / "data")
# AddressSanitizer maps terabytes of shadow memory: no limit of addresses is possible with it.
SANITIZED = b"__asan_init" in pathlib.Path(PROGRAM).read_bytes()


def one_gigabyte():
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def extract(self, name, content, *options, code=0):
        """The lines; self.told is what stood on standard error."""
        path = self.write(name, content)
        done = subprocess.run([PROGRAM, "extract", *options, str(path)], capture_output=True,
                              env={**os.environ, "LITOPYS_DATA": str(DATA)}, timeout=120)
        self.told = done.stderr.decode()
        self.assertEqual(done.returncode, code, self.told)
        return [json.loads(line) for line in done.stdout.decode().split("\n") if line]

    def texts(self, lines):
        return [line.get("text") or line["error"]["code"] for line in lines]


def zipped(members, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(*paragraphs, title="A bridge fell"):
    body = "".join(f"<w:p>{p}</w:p>" for p in paragraphs)
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml":
                   f'<?xml version="1.0"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>{body}</w:body></w:document>',
                   "docProps/core.xml": f'<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>{title}</dc:title>'
                                        "</cp:coreProperties>"})
