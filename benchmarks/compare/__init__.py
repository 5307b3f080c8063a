"""mockint beside others: its ear beside other recognisers, its marks beside keywords."""
