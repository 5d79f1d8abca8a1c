"""A second coder: any language model behind an OpenAI-compatible address, asked for the contract, checked word by word.

It reads like every other reader (`Document` in, `Reading` out), so everything after it is the same. Off by default.
"""

from recount.endpoint.coder import Coder, checked
from recount.endpoint.reader import EndpointReader, MakeReader

__all__ = ["Coder", "EndpointReader", "MakeReader", "checked"]
