package dev.vitals.weave;

/** How to see inside one library. */
public interface LibraryInstrumentation {
  /** The name it is switched off by: {@code instrumentation.<name>.enabled=false}. */
  String name();

  /** Says which methods of which types get which advice. */
  void describe(Weaving weaving);
}
