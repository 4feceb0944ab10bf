"""The evaluation gate: derived children of known lineage, hand-made gold, floors that only rise."""
