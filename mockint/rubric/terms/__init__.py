"""Terms of the trade: the forms they take, where they are said, where they are denied."""
