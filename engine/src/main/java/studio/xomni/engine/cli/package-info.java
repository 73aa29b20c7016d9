/**
 * The command line: options to requests, results to files and text. Everything that is printed is
 * printed here.
 */
@NullMarked
package studio.xomni.engine.cli;

import org.jspecify.annotations.NullMarked;
