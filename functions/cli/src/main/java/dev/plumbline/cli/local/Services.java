package dev.plumbline.cli.local;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The services behind one transport: the first that serves a call answers it, and what nobody serves is not found. */
record Services(List<LocalService> services) {
    Services {
        services = List.copyOf(services);
    }

    HttpAnswer answer(HttpCall call) {
        for (LocalService service : services) {
            if (service.serves(call)) {
                return service.answer(call);
            }
        }
        return refusal(404, "NotFound", "the embedded Azure has nothing at this address; check the host and the path");
    }

    /** An error body of a shape that every client of Azure understands. */
    static HttpAnswer refusal(int status, String code, String message) {
        String body = "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
        return new HttpAnswer(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
