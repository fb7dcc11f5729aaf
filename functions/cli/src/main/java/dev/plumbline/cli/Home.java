package dev.plumbline.cli;

import dev.plumbline.policy.baseline.BaselineSources;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the program lives: the checkout that the launcher was started from, else the working directory. */
final class Home {
    private static final String PROPERTY = "plumbline.home";

    private Home() {}

    /** A path below it. */
    static Path path(String relative) {
        return Path.of(System.getProperty(PROPERTY, "")).resolve(relative);
    }

    /** The folder of rules in the checkout, as somebody who stands in the working directory would write it. */
    static Path rulesFolder() {
        Path folder = path("rules");
        Path here = Path.of("").toAbsolutePath();
        return folder.startsWith(here) ? here.relativize(folder) : folder;
    }

    /** The rules that ship: those of the checkout, which are never older than the jar's, or the jar's where there is none. */
    static BaselineSources rules() {
        Path rules = path("rules");
        boolean checkout = !System.getProperty(PROPERTY, "").isEmpty() && Files.exists(rules.resolve("baseline.json"));
        return checkout ? BaselineSources.shipped(rules) : BaselineSources.shipped(Home.class.getClassLoader());
    }
}
