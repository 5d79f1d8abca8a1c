"""The same stages on many machines: reading and linking on Apache Spark, with the result that one machine gives.

Loaded only where somebody asks for it (`recount add --engine`), since Spark is large and wants Java.
"""

from recount.spark.engine import SparkEngine, open_engine

__all__ = ["SparkEngine", "open_engine"]
