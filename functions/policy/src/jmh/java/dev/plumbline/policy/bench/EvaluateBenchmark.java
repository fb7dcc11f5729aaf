package dev.plumbline.policy.bench;

import dev.plumbline.policy.Verdict;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One compliant evaluation of a compiled, bound definition on a prepared resource. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class EvaluateBenchmark {

    /** A type and one or two aliases, on an account. */
    @State(Scope.Thread)
    public static class Typical {
        @Param({"DisablePublicNetworkAccess_Audit", "CustomerManagedKey_Audit", "ManagedIdentity_Audit"})
        public String definition = "";

        private Situation situation = Situation.ofAccount("DisablePublicNetworkAccess_Audit");

        @Setup
        public void compile() {
            situation = Situation.ofAccount(definition);
        }
    }

    /** Counts, nested counts and templates: the definitions with the most of them among the built-ins. */
    @State(Scope.Thread)
    public static class Heavy {
        @Param({
            "NetworkSecurityGroup_RDPAccess_Audit",
            "FirewallEnabled_Audit",
            "EnforceStorageSasMaxExpiration7Days_Deny",
            "StorageAccountKeysExpired_Restrict",
            "ASC_All_Internet_traffic_should_be_routed_via_Azure_Firewall",
            "BasePolicy_Audit",
            "ASC_WorkflowAutomationASCRecommendations_DINE",
            "ASC_ChangeTrackingLinuxAgent_DINE"
        })
        public String definition = "";

        private Situation situation = Situation.ofAccount("DisablePublicNetworkAccess_Audit");

        @Setup
        public void compile() {
            situation = Situation.named(definition);
        }
    }

    @Benchmark
    public Verdict typical(Typical state) {
        return state.situation.evaluate();
    }

    @Benchmark
    public Verdict heavy(Heavy state) {
        return state.situation.evaluate();
    }
}
