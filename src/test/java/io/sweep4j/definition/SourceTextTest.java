package io.sweep4j.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTextTest {
    private static final String GOOD = "name: x\nparameters: {decay: 0}\n";

    private static List<String> problems(byte[] bytes) {
        return Definitions.read("x.yaml", bytes, List.of()).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_byte_order_mark_is_accepted_and_counts_for_no_column() {
        assertThat(problems(utf8("\uFEFF" + GOOD))).isEmpty();
        assertThat(problems(utf8("\uFEFFnmae: x\n" + GOOD)))
                .containsExactly("x.yaml:1:1: unknown key 'nmae', did you mean 'name'?");
    }

    @Test
    void other_encodings_are_named() {
        assertThat(problems(GOOD.getBytes(StandardCharsets.UTF_16)))
                .containsExactly("x.yaml:1:1: the file is UTF-16: save it as UTF-8");
        assertThat(problems(GOOD.getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly("x.yaml:1:1: the file is UTF-16: save it as UTF-8");
        assertThat(problems(GOOD.getBytes(Charset.forName("UTF-32"))))
                .containsExactly("x.yaml:1:1: the file is UTF-32: save it as UTF-8");
        assertThat(problems(("name: x\ndescription: Gr\u00FC\u00DFe\n").getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("x.yaml:2:16: the byte 0xFC here is not UTF-8: save the file as UTF-8");
    }

    @Test
    void a_text_cut_in_the_middle_of_a_character_is_refused() {
        byte[] cut = utf8("name: \u00FC");
        assertThat(problems(Arrays.copyOf(cut, cut.length - 1)))
                .containsExactly("x.yaml:1:7: the byte 0xC3 here is not UTF-8: save the file as UTF-8");
    }

    @Test
    void control_characters_are_refused_where_they_stand() {
        assertThat(problems(utf8("name: x\ndescription: a\u0007b\n")))
                .containsExactly("x.yaml:2:15: the character U+0007 cannot stand here: delete it");
        assertThat(problems(utf8("name: x\n# line\u2028separator\n")))
                .containsExactly("x.yaml:2:7: the character U+2028 cannot stand here: delete it");
        assertThat(problems(utf8("name: x\u0000\n")))
                .containsExactly("x.yaml:1:8: the character U+0000 cannot stand here: delete it");
    }

    @Test
    void columns_count_characters_and_lines_end_in_any_way() {
        assertThat(problems(utf8("description: \uD83D\uDE00\r\nname: x\rparameters: {\"\uD83D\uDE00\": 1}\n")))
                .singleElement()
                .asString()
                .startsWith("x.yaml:3:14: unknown key '\uD83D\uDE00'");
    }

    @Test
    void escapes_cannot_break_a_message() {
        assertThat(problems(utf8("name: \"a\\nb\\e[31m\"\nparameters: {decay: 0}\n")))
                .singleElement()
                .asString()
                .startsWith("x.yaml:1:7: 'name' cannot be 'aU+000AbU+001B[31m': ");
    }

    @Test
    void a_file_is_named_as_its_user_named_it(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bad.yaml");
        Files.writeString(file, "name: x\n");
        assertThat(Definitions.read(file, List.of()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.source()).isEqualTo(file.toString()));
    }
}
