/** Chat about pictures. */
@NullMarked
package studio.xomni.app.chat;

import org.jspecify.annotations.NullMarked;
