"""A fourth kind of content, made of one model, one admin class and a template: proof that nothing more is needed."""
