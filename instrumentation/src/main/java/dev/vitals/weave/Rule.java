package dev.vitals.weave;

import java.util.List;

/**
 * One method of one type (or of its subtypes) and the advice it gets.
 *
 * @param instrumentation index of the instrumentation in its list
 * @param subtypes whether the rule is for classes that extend or implement the type
 * @param typeName binary name of the type
 * @param methodName {@code <init>} for constructors
 * @param parameterTypes binary names; null for any
 * @param returnType binary name; null for any
 * @param adviceName binary name of the class with the advice
 * @param visibleType binary name of a type the class's loader has to see; null for none
 * @param invisibleType binary name of a type the class's loader must not see; null for none
 */
record Rule(
    int instrumentation,
    boolean subtypes,
    String typeName,
    String methodName,
    List<String> parameterTypes,
    String returnType,
    String adviceName,
    String visibleType,
    String invisibleType) {}
