package dev.plumbline.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Strict reading: what is refused, where it is, and that all of it is reported. */
class DocumentTest {

    @Test
    void readsTextAndBytesWithAByteOrderMark() {
        String json = "{\"a\": [1, 2.50, \"x\", null, true]}";
        assertThat(Document.parse("f", json)
                        .orElseThrow()
                        .root()
                        .path("a")
                        .get(1)
                        .decimalValue())
                .isEqualByComparingTo("2.5");
        byte[] marked = ("\uFEFF" + json).getBytes(StandardCharsets.UTF_8);
        assertThat(Document.parse("f", marked).orElseThrow().root())
                .isEqualTo(Document.parse("f", "\uFEFF" + json).orElseThrow().root());
    }

    @Test
    void everyDuplicateIsReportedWithItsPath() {
        Compiled<Document> read =
                Document.parse("f.json", "{\"a\": {\"b\": 1, \"b\": 2}, \"c\": [{\"d\": 1, \"d\": 2}]}");
        assertThat(read.value()).isEmpty();
        assertThat(read.issues()).extracting(Issue::path).containsExactly("$.a.b", "$.c[0].d");
        assertThat(read.issues().get(0).message())
                .isEqualTo("f.json: $.a.b: expected each member once, found `b` a second time; remove one of the two");
    }

    @Test
    void brokenSyntaxSaysWhere() {
        assertThat(Document.parse("f", "{\"a\": [1, }").issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("line 1, column"));
        assertThat(Document.parse("f", "").issues()).hasSize(1);
        assertThat(Document.parse("f", "{} {}").issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.found()).isEqualTo("another value"));
        assertThat(Document.parse("f", new byte[] {(byte) 0xff, (byte) 0xc0, 1}).value())
                .isEmpty();
    }

    @Test
    void passingALimitIsAnIssue() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(Document.parse("f", deep).issues()).hasSize(1);
        assertThat(Document.parse("f", "[".repeat(200) + "]".repeat(200)).value())
                .isPresent();
        String string = "\"" + "x".repeat(Limit.STRING_CHARACTERS.value() + 1) + "\"";
        assertThat(Document.parse("f", string).issues()).hasSize(1);
        assertThat(Document.parse("f", "{\"n\": 1e999999999}").issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.path()).isEqualTo("$.n"));
        assertThat(Document.parse("f", "1".repeat(10_000)).issues()).hasSize(1);
        assertThat(Document.parse("f", " ".repeat(Limit.DOCUMENT_CHARACTERS.value() + 1))
                        .issues())
                .hasSize(1);
        String many = "[" + "0,".repeat(Limit.DOCUMENT_VALUES.value()) + "0]";
        assertThat(Document.parse("f", many).issues()).hasSize(1);
    }
}
