/** Settings: how the studio looks, where it keeps things, how it draws. */
@NullMarked
package studio.xomni.app.settings;

import org.jspecify.annotations.NullMarked;
