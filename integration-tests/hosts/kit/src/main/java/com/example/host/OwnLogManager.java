package com.example.host;

import java.util.logging.LogManager;

/** A log manager that a host names in its main: it is only used when nobody logged before. */
public final class OwnLogManager extends LogManager {}
