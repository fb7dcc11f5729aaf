package dev.plumbline.policy.baseline;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions that a reference accepts: {@code 1.*.*}, {@code 1.2.*}, {@code 1.2.3}, each also with {@code -preview}.
 *
 * <p>Previews are accepted only where the pattern says so; released versions always are.
 */
record VersionPattern(String text, int major, OptionalInt minor, OptionalInt patch, boolean previews) {
    private static final Pattern PATTERN =
            Pattern.compile("(\\d{1,9})\\.(\\d{1,9}|\\*)\\.(\\d{1,9}|\\*)(?:-(?i:(preview|deprecated)))?");

    static Optional<VersionPattern> parse(String text) {
        Matcher matcher = PATTERN.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new VersionPattern(
                text.strip(),
                Integer.parseInt(matcher.group(1)),
                number(matcher.group(2)),
                number(matcher.group(3)),
                "preview".equalsIgnoreCase(matcher.group(4))));
    }

    boolean matches(DefinitionVersion version) {
        return version.major() == major
                && minor.orElse(version.minor()) == version.minor()
                && patch.orElse(version.patch()) == version.patch()
                && (previews || !version.preview());
    }

    private static OptionalInt number(String text) {
        return text.equals("*") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }
}
