package dev.plumbline.estate.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.azure.RetryAfter;
import dev.plumbline.azure.RootCause;
import dev.plumbline.estate.TransientFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends GET requests to Azure Resource Manager and reads the JSON that comes back.
 *
 * <p>Bounded in every direction: so many requests at once, so many bytes an answer. What a later attempt can mend is
 * thrown as a {@link TransientFailure}. Thread safe.
 */
final class ArmReader {
    /** The most of one answer that is read, in bytes. */
    static final int LARGEST_BODY = 16 * 1024 * 1024;

    /** The worker runs as many invocations as it is sent; Azure Resource Manager would throttle them all. */
    private static final int AT_ONCE = 32;

    private static final long LONGEST_QUEUE_SECONDS = 10;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final HttpPipeline pipeline;
    private final Semaphore gate = new Semaphore(AT_ONCE);

    ArmReader(HttpPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Sends one GET. */
    ArmAnswer get(URI url) {
        return gated(() -> answer(url));
    }

    /** Runs a call to Azure Resource Manager as one of those that are allowed at once. */
    <T> T gated(Supplier<T> call) {
        try {
            if (!gate.tryAcquire(LONGEST_QUEUE_SECONDS, TimeUnit.SECONDS)) {
                throw new TransientFailure("Azure Resource Manager: " + AT_ONCE + " requests are under way already");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while waiting to ask Azure Resource Manager");
        }
        try {
            return call.get();
        } finally {
            gate.release();
        }
    }

    private ArmAnswer answer(URI url) {
        HttpRequest request =
                new HttpRequest(HttpMethod.GET, url.toString()).setHeader(HttpHeaderName.ACCEPT, "application/json");
        try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
            int status = response.getStatusCode();
            if (status == 408 || status == 429 || status >= 500) {
                throw new TransientFailure(
                        "Azure Resource Manager answered " + status + " for " + url.getPath(), RetryAfter.of(response));
            }
            JsonNode body = body(response, status, url);
            return new ArmAnswer(status, Optional.ofNullable(response.getHeaderValue(HttpHeaderName.ETAG)), body);
        } catch (ClientAuthenticationException e) {
            throw new TransientFailure(
                    "no token for Azure Resource Manager: " + e.getClass().getSimpleName(), Optional.empty(), e);
        } catch (UncheckedIOException e) {
            throw interrupted(url, e);
        } catch (TransientFailure e) {
            throw e;
        } catch (RuntimeException e) {
            throw RootCause.isNetwork(e) ? interrupted(url, e) : e;
        }
    }

    private static JsonNode body(HttpResponse response, int status, URI url) {
        try (InputStream stream = response.getBodyAsInputStreamSync()) {
            byte[] bytes = stream == null ? new byte[0] : stream.readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw new TooLarge();
            }
            JsonNode json = bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JacksonException e) {
            if (status != 200) {
                // A proxy's page, say: the status is all that there is to know.
                return MissingNode.getInstance();
            }
            throw new TransientFailure(
                    "Azure Resource Manager answered " + url.getPath() + " with a body that is no JSON",
                    Optional.empty(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TransientFailure interrupted(URI url, RuntimeException e) {
        return new TransientFailure(
                "no answer from Azure Resource Manager for " + url.getPath() + ": " + RootCause.name(e),
                Optional.empty(),
                e);
    }

    /** An answer with more bytes than are read. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        static final String REASON =
                "Azure Resource Manager: expected an answer of at most " + LARGEST_BODY + " bytes, found more";

        TooLarge() {
            super(REASON);
        }
    }
}
