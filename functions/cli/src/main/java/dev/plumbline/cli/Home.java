package dev.plumbline.cli;

import java.nio.file.Path;

/** Where the program lives: the checkout that the launcher was started from, else the working directory. */
final class Home {
    private Home() {}

    /** A path below it. */
    static Path path(String relative) {
        return Path.of(System.getProperty("plumbline.home", "")).resolve(relative);
    }
}
