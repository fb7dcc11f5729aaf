package dev.plumbline.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.http.policy.ArmChallengeAuthenticationPolicy;
import com.azure.core.util.ClientOptions;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.monitor.ingestion.LogsIngestionClient;
import com.azure.monitor.ingestion.LogsIngestionClientBuilder;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Builds the clients of the Azure SDK: transport and credential are the only parts that a stand-in swaps.
 *
 * <p>Each call builds a new client, which costs start-up time: whoever needs one builds it when it is first needed and
 * keeps it. Calls are retried for a few seconds at most, so that no invocation is held for minutes.
 *
 * @param transport what sends the requests
 * @param credential what proves who sends them
 * @param endpoints where they go
 */
public record AzureClients(HttpClient transport, TokenCredential credential, AzureEndpoints endpoints) {
    /**
     * The SDK's core logs as severe what is retried, and warns on every call; our adapters say in their own words what
     * failed in the end. Held here, or the level would be forgotten.
     */
    private static final Logger SDK_CORE = Logger.getLogger("com.azure.core");

    private static final String APPLICATION = "plumbline";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int RETRIES = 2;
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    static {
        SDK_CORE.setLevel(Level.OFF);
    }

    /** The clients of the deployed app: the JDK's HTTP client and the app's managed identity. */
    public static AzureClients deployed(AzureEndpoints endpoints) {
        HttpClient transport = new PreparedTransport(() -> new JdkHttpClientBuilder()
                .connectionTimeout(CONNECT)
                .writeTimeout(ANSWER)
                .responseTimeout(ANSWER)
                .readTimeout(ANSWER)
                .build());
        ManagedIdentityCredentialBuilder identity = new ManagedIdentityCredentialBuilder().httpClient(transport);
        endpoints.identity().ifPresent(identity::clientId);
        return new AzureClients(transport, identity.build(), endpoints);
    }

    /** The pipeline to Azure Resource Manager. */
    public HttpPipeline resourceManager() {
        return new HttpPipelineBuilder()
                .httpClient(transport)
                .policies(
                        new UserAgentPolicy(APPLICATION),
                        retry(),
                        new ArmChallengeAuthenticationPolicy(credential, endpoints.resourceManager() + "/.default"))
                .build();
    }

    /** The client of the Logs Ingestion endpoint. */
    public LogsIngestionClient logsIngestion() {
        return new LogsIngestionClientBuilder()
                .endpoint(endpoints.ingestion().toString())
                .httpClient(transport)
                .credential(credential)
                .retryPolicy(retry())
                .clientOptions(new ClientOptions().setApplicationId(APPLICATION))
                .buildClient();
    }

    /** The client of one table. */
    public TableClient table(String name) {
        return new TableClientBuilder()
                .endpoint(endpoints.tables().toString())
                .tableName(name)
                .httpClient(transport)
                .credential(credential)
                .retryPolicy(retry())
                .clientOptions(new ClientOptions().setApplicationId(APPLICATION))
                .buildClient();
    }

    private static RetryPolicy retry() {
        return new RetryPolicy(new BoundedRetry(RETRIES, FIRST_DELAY, LONGEST_WAIT));
    }
}
