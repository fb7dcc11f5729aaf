package dev.plumbline.policy.alias;

import dev.plumbline.policy.value.Comparison;
import dev.plumbline.policy.value.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue in the jar, loaded namespace by namespace when a rule first asks for one.
 *
 * <p>It is a snapshot with default paths only. A newer alias is derived by the provider's convention, {@code
 * <type>/<a.b[*].c>} being {@code properties.a.b[*].c}, and accepted if the type data in the jar has that path.
 */
final class BundledCatalogue implements AliasCatalogue {

    static final BundledCatalogue INSTANCE = new BundledCatalogue(true);

    /** The same without anything derived from type data. */
    static final BundledCatalogue LISTED = new BundledCatalogue(false);

    private static final int MOST_NEIGHBOURS = 4_000;
    private static final int MOST_NAMESPACES = 1_000;

    private final Map<String, SortedLines> names = new ConcurrentHashMap<>();
    private final boolean derives;

    private BundledCatalogue(boolean derives) {
        this.derives = derives;
    }

    @Override
    public AliasResolution resolve(String name) {
        String folded = Comparison.foldName(name);
        int slash = folded.indexOf('/');
        if (slash <= 0 || slash == folded.length() - 1 || !plain(folded)) {
            return new AliasResolution.Unconfirmed(Optional::empty);
        }
        String namespace = folded.substring(0, slash);
        SortedLines lines = lines(namespace);
        String line = lines.find(folded.substring(slash + 1));
        if (line != null) {
            return new AliasResolution.Known(new Alias(name, targets(line), Alias.Modifiable.UNSAID));
        }
        PropertyPath path = array(lines, folded.substring(slash + 1));
        if (path == null && derives) {
            path = derived(namespace, name);
        }
        return path != null
                ? new AliasResolution.Known(Alias.of(name, path))
                : new AliasResolution.Unconfirmed(() -> nearest(lines, name, slash));
    }

    /** Names that nobody has are only remembered as long as there are few of them. */
    private SortedLines lines(String namespace) {
        SortedLines known = names.get(namespace);
        if (known != null) {
            return known;
        }
        SortedLines loaded = SortedLines.load("names/" + namespace + ".txt");
        if (!loaded.isEmpty() || names.size() < MOST_NAMESPACES) {
            names.put(namespace, loaded);
        }
        return loaded;
    }

    /** Only such names are looked for as files. */
    private static boolean plain(String folded) {
        int slash = folded.indexOf('/');
        for (int i = 0; i < slash; i++) {
            char c = folded.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.')) {
                return false;
            }
        }
        return !folded.startsWith(".");
    }

    /** The array itself, from the alias of its elements. */
    private static @Nullable PropertyPath array(SortedLines lines, String rest) {
        String line = rest.endsWith("[*]") ? null : lines.find(rest + "[*]");
        if (line == null) {
            return null;
        }
        String text = targets(line).get(0).defaultPath().text();
        return text.endsWith("[*]") ? PropertyPath.parse(text.substring(0, text.length() - 3)) : null;
    }

    /** The column after the name: nothing, where {@code properties} goes as 0s and 1s, or {@code =} and whole paths. */
    private static List<Alias.Target> targets(String line) {
        String[] columns = line.split("\t", -1);
        List<Alias.Target> targets = new ArrayList<>();
        if (columns.length == 1 || !columns[1].startsWith("=")) {
            String marks = columns.length == 1 ? "1" : columns[1];
            targets.add(new Alias.Target("", PropertyPath.parse(marked(columns[0], marks)), Map.of()));
            return targets;
        }
        for (int i = 1; i < columns.length; i++) {
            String path = columns[i].substring(1);
            String type = columns.length == 2 ? "" : owner(path);
            targets.add(new Alias.Target(type, PropertyPath.parse(path), Map.of()));
        }
        return targets;
    }

    private static String marked(String name, String marks) {
        String[] steps = name.substring(name.lastIndexOf('/') + 1).split("\\.", -1);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < steps.length; i++) {
            if (i > 0) {
                path.append('.');
            }
            if (i < marks.length() && marks.charAt(i) == '1') {
                path.append("properties.");
            }
            path.append(steps[i]);
        }
        return path.toString();
    }

    /** Six compute aliases have one name on several types, which the list does not tell; their paths do. */
    private static String owner(String path) {
        if (path.startsWith("properties.virtualMachineProfile.")) {
            return "microsoft.compute/virtualmachinescalesets";
        }
        return path.startsWith("properties.creationData.")
                ? "microsoft.compute/disks"
                : "microsoft.compute/virtualmachines";
    }

    private static @Nullable PropertyPath derived(String namespace, String name) {
        int last = name.lastIndexOf('/');
        int first = name.indexOf('/');
        if (last == first) {
            return null;
        }
        String type = name.substring(first + 1, last);
        String suffix = name.substring(last + 1);
        String path = TypeData.INSTANCE.confirm(namespace, type, suffix);
        return path == null ? null : PropertyPath.parse(path);
    }

    private static Optional<String> nearest(SortedLines lines, String name, int slash) {
        String type = Comparison.fold(name.substring(slash + 1, Math.max(slash + 1, name.lastIndexOf('/') + 1)));
        String namespace = name.substring(0, slash + 1);
        List<String> candidates = lines.keys(type, MOST_NEIGHBOURS).stream()
                .map(key -> namespace + key)
                .toList();
        return Spelling.nearest(name, candidates);
    }

    @Override
    public Optional<Boolean> indexed(String foldedType) {
        return TypeData.INSTANCE.indexed(foldedType);
    }
}
