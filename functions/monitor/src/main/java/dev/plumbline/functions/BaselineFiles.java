package dev.plumbline.functions;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.Context;
import dev.plumbline.azure.AzureClients;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.baseline.BaselineSources;
import dev.plumbline.policy.baseline.DocumentFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what the operator judges by: files and folders in the package, and blobs.
 *
 * <p>A baseline that is read only in part would close findings that are open, so a file that cannot be read stops the
 * app with all such issues; a rule that can be read and is broken does not.
 */
final class BaselineFiles {
    private static final HttpHeaderName SERVICE_VERSION = HttpHeaderName.fromString("x-ms-version");
    private static final String VERSION = "2023-11-03";
    private static final String AUDIENCE = "https://storage.azure.com/.default";
    private static final int LARGEST = 32 * 1024 * 1024;

    private final Settings settings;
    private final AzureClients clients;
    private final Path folder;
    private final List<Issue> issues = new ArrayList<>();
    private Optional<HttpPipeline> blobs = Optional.empty();

    /**
     * Files that settings name.
     *
     * @param folder what relative paths start from
     */
    BaselineFiles(Settings settings, AzureClients clients, Path folder) {
        this.settings = settings;
        this.clients = clients;
        this.folder = folder;
    }

    /** Everything to judge by. */
    BaselineSources read() {
        BaselineSources sources = BaselineSources.shipped(BaselineFiles.class.getClassLoader());
        List<Document> baseline = read(settings.baseline().map(List::of).orElse(List.of()));
        if (!baseline.isEmpty()) {
            sources = sources.withInitiative(baseline.get(0));
        }
        BaselineSources all = sources.withDefinitions(read(settings.definitions()))
                .withAssignments(read(settings.assignments()))
                .withExemptions(read(settings.exemptions()))
                .withAttestations(read(settings.attestations()))
                .withSubscriptions(
                        settings.scope().subscriptions().stream().sorted().toList());
        List<String> errors = issues.stream()
                .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                .map(Issue::message)
                .toList();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", errors));
        }
        return all.withIssues(issues);
    }

    private List<Document> read(List<String> places) {
        List<Document> documents = new ArrayList<>();
        for (String place : places) {
            if (place.contains("://")) {
                Compiled<Document> document = blob(place);
                issues.addAll(document.issues());
                document.value().ifPresent(read -> documents.addAll(DocumentFolder.items(read)));
            } else {
                DocumentFolder read = DocumentFolder.read(folder.resolve(place));
                issues.addAll(read.issues());
                documents.addAll(read.documents());
            }
        }
        return documents;
    }

    /** The token of the app goes to Azure's blob service only, whatever the setting says. */
    private Compiled<Document> blob(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            return refused(url, "the URL of a blob", "no URL");
        }
        String host = Optional.ofNullable(uri.getHost()).orElse("");
        if (!"https".equals(uri.getScheme()) || !host.contains(".blob.core.") || uri.getQuery() != null) {
            return refused(url, "`https://<account>.blob.core.windows.net/<container>/<blob>`", "another address");
        }
        HttpRequest request = new HttpRequest(HttpMethod.GET, url).setHeader(SERVICE_VERSION, VERSION);
        try (HttpResponse response = pipeline().sendSync(request, Context.NONE)) {
            if (response.getStatusCode() != 200) {
                return refused(url, "a blob that the app may read", "status " + response.getStatusCode());
            }
            byte[] bytes = response.getBodyAsBinaryData().toBytes();
            return bytes.length > LARGEST
                    ? refused(url, "at most " + LARGEST + " bytes", bytes.length + " bytes")
                    : Document.parse(url, bytes);
        }
    }

    private HttpPipeline pipeline() {
        if (blobs.isEmpty()) {
            blobs = Optional.of(new HttpPipelineBuilder()
                    .httpClient(clients.transport())
                    .policies(new RetryPolicy(), new BearerTokenAuthenticationPolicy(clients.credential(), AUDIENCE))
                    .build());
        }
        return blobs.get();
    }

    private static Compiled<Document> refused(String where, String expected, String found) {
        return Compiled.failed(List.of(new Issue(
                Issue.Severity.ERROR, where, "$", expected, found, "correct the app setting, or give the app access")));
    }
}
