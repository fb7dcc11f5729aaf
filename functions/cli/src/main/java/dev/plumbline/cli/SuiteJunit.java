package dev.plumbline.cli;

import dev.plumbline.policy.suite.SuiteResult;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The results as JUnit's XML, which build servers read: a {@code testsuite} for each suite, and one more for the rules that
 * are not proven where a complete folder was run.
 */
final class SuiteJunit {
    private static final String PROOF = "rules";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private SuiteJunit() throws XMLStreamException {
        this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /** The document; {@code unproven} are failures of their own. */
    static String of(List<SuiteResult> results, Map<String, String> unproven) {
        try {
            SuiteJunit junit = new SuiteJunit();
            junit.write(results, unproven);
            return junit.text.toString();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a string takes whatever is written", impossible);
        }
    }

    private void write(List<SuiteResult> results, Map<String, String> unproven) throws XMLStreamException {
        Map<String, List<SuiteResult>> suites = results.stream()
                .collect(Collectors.groupingBy(SuiteResult::where, LinkedHashMap::new, Collectors.toList()));
        xml.writeStartDocument("UTF-8", "1.0");
        line();
        start("testsuites", "plumbline", results.size() + unproven.size(), failures(results) + unproven.size());
        for (Map.Entry<String, List<SuiteResult>> suite : suites.entrySet()) {
            start("testsuite", suite.getKey(), suite.getValue().size(), failures(suite.getValue()));
            for (SuiteResult result : suite.getValue()) {
                String summary = result.differences().stream()
                        .map(SuiteResult.Difference::what)
                        .collect(Collectors.joining(", "));
                testCase(suite.getKey(), result.name(), summary, String.join("\n", SuiteTable.diff(result)));
            }
            end();
        }
        if (!unproven.isEmpty()) {
            start("testsuite", PROOF, unproven.size(), unproven.size());
            for (Map.Entry<String, String> rule : unproven.entrySet()) {
                testCase(PROOF, rule.getKey(), rule.getValue(), "expected a failing and a passing case");
            }
            end();
        }
        end();
        xml.writeEndDocument();
        xml.flush();
    }

    private void start(String element, String name, int tests, long failures) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute("name", name);
        attribute("tests", Integer.toString(tests));
        attribute("failures", Long.toString(failures));
        attribute("errors", "0");
        line();
    }

    private void testCase(String suite, String name, String failure, String detail) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", suite);
        attribute("name", name);
        if (!failure.isEmpty()) {
            xml.writeStartElement("failure");
            attribute("message", failure);
            xml.writeCharacters(printable(detail));
            xml.writeEndElement();
        }
        end();
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
        line();
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, printable(value));
    }

    /** XML has no place for most control characters, not even escaped. */
    private static String printable(String value) {
        return value.lines().map(Text::printable).collect(Collectors.joining("\n"));
    }

    private static long failures(List<SuiteResult> results) {
        return results.stream().filter(result -> !result.passed()).count();
    }
}
