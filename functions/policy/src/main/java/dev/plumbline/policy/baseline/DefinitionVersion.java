package dev.plumbline.policy.baseline;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a definition: three numbers and a suffix such as {@code preview} or {@code deprecated}. */
record DefinitionVersion(int major, int minor, int patch, String suffix) implements Comparable<DefinitionVersion> {
    private static final Pattern VERSION =
            Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:-([A-Za-z]{1,32}))?");
    private static final Comparator<DefinitionVersion> ORDER = Comparator.comparingInt(DefinitionVersion::major)
            .thenComparingInt(DefinitionVersion::minor)
            .thenComparingInt(DefinitionVersion::patch)
            .thenComparing(version -> version.suffix.isEmpty());

    static Optional<DefinitionVersion> parse(String text) {
        Matcher matcher = VERSION.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String suffix = matcher.group(4);
        return Optional.of(new DefinitionVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                suffix == null ? "" : suffix.toLowerCase(Locale.ROOT)));
    }

    boolean preview() {
        return suffix.equals("preview");
    }

    /** The newer version is the greater one; a released version is newer than its preview. */
    @Override
    public int compareTo(DefinitionVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (suffix.isEmpty() ? "" : "-" + suffix);
    }
}
