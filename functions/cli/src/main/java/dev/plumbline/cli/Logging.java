package dev.plumbline.cli;

import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What the libraries and functions log on a terminal: warnings and worse, a line each on standard error.
 *
 * <p>{@code PLUMBLINE_LOG} names another level, as in {@code INFO}.
 */
final class Logging {
    private Logging() {}

    static void toTerminal() {
        Level level = level(System.getenv().getOrDefault("PLUMBLINE_LOG", "WARNING"));
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(level);
        Handler handler = new ConsoleHandler();
        handler.setLevel(level);
        handler.setFormatter(new SimpleFormatter() {
            @Override
            public String format(LogRecord entry) {
                return entry.getLevel().getName().toLowerCase(Locale.ROOT) + ": " + Text.printable(formatMessage(entry))
                        + System.lineSeparator();
            }
        });
        root.addHandler(handler);
    }

    private static Level level(String name) {
        try {
            return Level.parse(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Level.WARNING;
        }
    }
}
