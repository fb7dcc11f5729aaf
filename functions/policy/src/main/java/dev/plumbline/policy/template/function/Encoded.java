package dev.plumbline.policy.template.function;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Text in base64 or with percent signs, decoded strictly: what is not UTF-8 fails instead of being mended. */
final class Encoded {
    private Encoded() {}

    static String base64(String text, int argument, Arguments arguments) {
        arguments.claim(text.length());
        try {
            String compact = text.replace("\r", "").replace("\n", "").strip();
            if (compact.length() % 4 != 0) {
                throw arguments.failure(argument, "base64");
            }
            return utf8(Base64.getDecoder().decode(compact), argument, arguments);
        } catch (IllegalArgumentException notBase64) {
            throw arguments.failure(argument, "base64");
        }
    }

    /** A percent sign that no two hex digits follow stands for itself, as in .NET. */
    static String percent(String text, int argument, Arguments arguments) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        arguments.claim(text.length());
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            decoded.write(low < 0 ? bytes[i] : high * 16 + low);
            i += low < 0 ? 0 : 2;
        }
        return utf8(decoded.toByteArray(), argument, arguments);
    }

    private static String utf8(byte[] bytes, int argument, Arguments arguments) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw arguments.failure(argument, "the encoding of UTF-8 text");
        }
    }

    /** Whether a byte stands for itself in a URI component. */
    static boolean unreserved(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '_'
                || octet == '.'
                || octet == '~';
    }
}
