/** The only code that touches DJL's tensors: programs, tensors and their scopes. */
@NullMarked
package studio.xomni.engine.torch;

import org.jspecify.annotations.NullMarked;
