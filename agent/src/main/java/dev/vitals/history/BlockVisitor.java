package dev.vitals.history;

/** Is shown blocks in the order they were written. */
interface BlockVisitor<E extends Exception> {
  void visit(Block block) throws E;
}
