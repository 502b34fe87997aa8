"""The teacher's encoder: MPNet, 12 layers of 768, uncased (all-mpnet-base-v2), with the embedding of letter cases.

It carries the same heads as the small one (model.py) and reads the same words in pieces of its own vocabulary. It never
leaves the training: what the small network learns from it is in distillation.py.
"""
from pathlib import Path

import torch
import torch.nn as nn
from transformers import MPNetConfig, MPNetModel

from .batches import Pieces
from .model import CASES, Model


class TeacherEncoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.base = MPNetModel(config, add_pooling_layer=False)
        self.hidden, self.outputs = config.hidden_size, config.num_hidden_layers + 1
        self.case = nn.Embedding(CASES, self.hidden)
        nn.init.zeros_(self.case.weight)

    def forward(self, pieces, cases, mask):
        """pieces, cases [B,T]; mask [B,T] True where there is a piece. Thirteen outputs [B,T,H]."""
        vectors = self.base.embeddings.word_embeddings(pieces) + self.case(cases)
        return self.base(inputs_embeds=vectors, attention_mask=mask.long(), output_hidden_states=True).hidden_states

    def load_base(self, folder):
        weights = MPNetModel.from_pretrained(folder, add_pooling_layer=False, dtype=torch.float32).state_dict()
        self.base.load_state_dict(weights)


def new_teacher(inventory, folder, head_dropout=0.2):
    """A model with the architecture that the configuration in `folder` tells; no weights yet"""
    return Model(inventory, TeacherEncoder(MPNetConfig.from_pretrained(folder)), head_dropout)


def teachers_of(paths, folder, device):
    """Trained teachers (checkpoints of train.py --teacher-base) and their pieces"""
    teachers = []
    for path in paths:
        saved = torch.load(path, map_location=device, weights_only=False)
        teacher = new_teacher(saved["inventory"], folder).to(device)
        teacher.load_state_dict(saved["model"])
        teachers.append(teacher.eval().requires_grad_(False))
    return teachers, Pieces(Path(folder) / "tokenizer.json")
