"""Makes what the rubric has learned, out of corpus/: python -m training"""
