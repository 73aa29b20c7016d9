package studio.xomni.engine.bench;

/**
 * One figure.
 *
 * @param shape what was measured
 * @param mode in which precision
 * @param measure which time, as the peer names it
 * @param value milliseconds, seconds or tokens a second, as the name ends
 */
public record Measurement(String shape, Mode mode, String measure, double value) {}
