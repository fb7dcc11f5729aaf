package dev.plumbline.policy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.Verdict;
import dev.plumbline.policy.World;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Evaluations a second of compiled definitions on prepared resources. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EvaluateBenchmark {

    private static final Map<String, JsonNode> VAULT_PARAMETERS = Map.of(
            "effect", Samples.json("\"Audit\""),
            "restrictIPAddresses", Samples.json("\"Yes\""),
            "allowedIPAddresses", Samples.json("[\"10.0.0.0/16\", \"192.168.1.0/24\"]"));

    private final World world = Samples.world();
    private final PreparedResource account = Samples.prepared(Samples.ACCOUNT);
    private final PreparedResource securityRule = Samples.prepared(Samples.SECURITY_RULE);
    private final PreparedResource vault = Samples.prepared(Samples.VAULT);
    private final PreparedResource storage = Samples.prepared(Samples.STORAGE);

    private final BoundDefinition publicAccess =
            Samples.builtIn("Cognitive Services/DisablePublicNetworkAccess_Audit.json", Samples.audit());
    private final BoundDefinition customerKey =
            Samples.builtIn("Cognitive Services/CustomerManagedKey_Audit.json", Samples.audit());
    private final BoundDefinition privateEndpoints =
            Samples.builtIn("Cognitive Services/EnablePrivateEndpoints_Audit.json", Samples.audit());
    private final BoundDefinition remoteDesktop =
            Samples.builtIn("Network/NetworkSecurityGroup_RDPAccess_Audit.json", Samples.audit());
    private final BoundDefinition firewall = Samples.builtIn("Key Vault/FirewallEnabled_Audit.json", VAULT_PARAMETERS);
    private final BoundDefinition sharedAccess =
            Samples.builtIn("Storage/EnforceStorageSasMaxExpiration7Days_Deny.json", Map.of());
    private final BoundDefinition keysExpired =
            Samples.builtIn("Storage/StorageAccountKeysExpired_Restrict.json", Map.of());

    /** A type and one alias: the typical built-in. */
    @Benchmark
    public Verdict typicalOneAlias() {
        return publicAccess.evaluate(account, world);
    }

    /** A type, two aliases and a kind. */
    @Benchmark
    public Verdict typicalTwoAliases() {
        return customerKey.evaluate(account, world);
    }

    /** A type and a count with a condition. */
    @Benchmark
    public Verdict count() {
        return privateEndpoints.evaluate(account, world);
    }

    /** A definition about another type. */
    @Benchmark
    public Verdict otherType() {
        return publicAccess.evaluate(vault, world);
    }

    /** Count, templates and array functions: the heaviest of the built-ins that is not a list of the same. */
    @Benchmark
    public Verdict heavyPortRanges() {
        return remoteDesktop.evaluate(securityRule, world);
    }

    /** Counts within counts, with address ranges. */
    @Benchmark
    public Verdict heavyAddressRanges() {
        return firewall.evaluate(vault, world);
    }

    /** Templates over text. */
    @Benchmark
    public Verdict heavyText() {
        return sharedAccess.evaluate(storage, world);
    }

    /** Templates over dates. */
    @Benchmark
    public Verdict heavyDates() {
        return keysExpired.evaluate(storage, world);
    }
}
