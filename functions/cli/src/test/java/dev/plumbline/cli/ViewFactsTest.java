package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.policy.view.SectionShape;
import dev.plumbline.policy.view.ViewCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The members of facts are those that the page about views lists: rules are held against the one, people read the other. */
class ViewFactsTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]\\w*");
    private static final Pattern LINK = Pattern.compile("\\]\\(#([a-z-]+)\\)");

    @Test
    void factsAreTheOnesThatThePageLists() throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "views.md"));
        List<String> problems = new ArrayList<>();
        for (String view : ViewCatalogue.bundled().names()) {
            for (ViewCatalogue.Section section :
                    ViewCatalogue.bundled().sections(view).values()) {
                problems(page, view, section).forEach(problem -> problems.add(view + "." + section.name() + problem));
            }
        }
        assertThat(problems).isEmpty();
    }

    private static List<String> problems(String page, String view, ViewCatalogue.Section section) {
        SectionShape shape = section.shape();
        Set<String> known = new TreeSet<>(Set.of(section.name()));
        shape.facts().forEach(fact -> known.addAll(words(fact)));
        shape.inside().keySet().forEach(member -> known.addAll(words(member)));
        String said = said(page, view, section.name());
        Set<String> listed = new TreeSet<>();
        Set<String> mentioned = new TreeSet<>();
        Matcher code = CODE.matcher(said);
        while (code.find()) {
            mentioned.addAll(words(code.group(1)));
            if (code.group(1).startsWith("{")) {
                listed.addAll(words(code.group(1)));
            }
        }
        List<String> problems = new ArrayList<>();
        listed.stream()
                .filter(word -> !known.contains(word))
                .forEach(word -> problems.add(": the page lists `" + word + "`, views.json does not"));
        known.stream()
                .filter(word -> !word.equals(section.name()) && !mentioned.contains(word))
                .forEach(word -> problems.add(": views.json lists `" + word + "`, the page does not"));
        return problems;
    }

    /** What the page says of a section: its row, the chapter that this refers to, and the row of the section that it is like. */
    private static String said(String page, String view, String section) {
        StringBuilder said = new StringBuilder(row(page, view, section));
        Matcher like = Pattern.compile("what `(\\w+)` says|facts as of (role assignments)|as for accounts")
                .matcher(said);
        if (like.find()) {
            said.append(
                    like.group(1) != null
                            ? row(page, view, like.group(1))
                            : like.group(2) != null
                                    ? row(page, view, "roleAssignments")
                                    : row(page, "aiAccount", section));
        }
        Matcher link = LINK.matcher(said.toString());
        while (link.find()) {
            if (!link.group(1).equals("sections-of-every-resource")) {
                said.append(chapter(page, link.group(1).replace('-', ' ')));
            }
        }
        return said.toString();
    }

    private static String row(String page, String view, String section) {
        for (String part : new String[] {
            chapter(page, "`" + view.toLowerCase(Locale.ROOT) + "`"), chapter(page, "sections of every")
        }) {
            String row = part.lines()
                    .filter(line -> line.startsWith("|")
                            && line.substring(1, line.indexOf('|', 1)).contains("`" + section + "`"))
                    .findFirst()
                    .orElse("");
            if (!row.isEmpty()) {
                return row.substring(row.indexOf('|', 1));
            }
        }
        return "";
    }

    private static String chapter(String page, String title) {
        return Arrays.stream(page.split("(?m)^## "))
                .filter(part -> part.toLowerCase(Locale.ROOT).startsWith(title))
                .findFirst()
                .orElse("");
    }

    private static Set<String> words(String text) {
        Set<String> words = new TreeSet<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }
}
