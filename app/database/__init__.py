"""The store: base class and column types, the transaction of a use case, keys and sealed fields."""
