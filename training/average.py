"""The mean of two models that went on from one another: a little better than either, and no dearer."""

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    models = [torch.load(path) for path in options.models]
    torch.save({name: sum(model[name] for model in models) / len(models) for name in models[0]}, options.out)


if __name__ == "__main__":
    main()
