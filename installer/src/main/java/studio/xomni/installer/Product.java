package studio.xomni.installer;

/**
 * What is packed.
 *
 * @param version without {@code -SNAPSHOT}, which packages do not know
 */
record Product(String version) {

    /** The name of the package, of its folder and of the command that opens the window. */
    static final String ID = "xomni-studio";

    /** The command line's command. */
    static final String COMMAND_LINE = "xomni";

    static final String NAME = "X-Omni Studio";
    static final String VENDOR = NAME;
    static final String DESCRIPTION = "Posters whose text is right, drawn on your own workstation";
    static final String COPYRIGHT = "Copyright the contributors to X-Omni Studio";

    /**
     * By which Windows knows that a package is a newer one of this program. Never to be changed.
     */
    static final String UPGRADE_UUID = "61a8f7fd-a546-43db-a432-d2f7a3fa01f0";

    static Product of(String mavenVersion) {
        return new Product(mavenVersion.replace("-SNAPSHOT", ""));
    }
}
