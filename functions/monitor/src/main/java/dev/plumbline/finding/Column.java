package dev.plumbline.finding;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of a finding row, in the order in which they are written. */
public enum Column {
    TIME_GENERATED("TimeGenerated", Type.DATETIME),
    FINDING_ID("FindingId", Type.STRING),
    TRANSITION_ID("TransitionId", Type.STRING),
    TRANSITION("Transition", Type.STRING),
    RESOURCE_ID("ResourceId", Type.STRING),
    RESOURCE_NAME("ResourceName", Type.STRING),
    RESOURCE_TYPE("ResourceType", Type.STRING),
    RESOURCE_KIND("ResourceKind", Type.STRING),
    SUBSCRIPTION_ID("SubscriptionId", Type.STRING),
    RESOURCE_GROUP("ResourceGroup", Type.STRING),
    LOCATION("Location", Type.STRING),
    WORKLOAD_ID("WorkloadId", Type.STRING),
    DEFINITION_ID("DefinitionId", Type.STRING),
    DEFINITION_NAME("DefinitionName", Type.STRING),
    DISPLAY_NAME("DisplayName", Type.STRING),
    SEVERITY("Severity", Type.STRING),
    CONTROLS("Controls", Type.DYNAMIC),
    EFFECT("Effect", Type.STRING),
    VERDICT("Verdict", Type.STRING),
    REASONS("Reasons", Type.DYNAMIC),
    MESSAGE("Message", Type.STRING),
    ACTOR_NAME("ActorName", Type.STRING),
    ACTOR_OBJECT_ID("ActorObjectId", Type.STRING),
    ACTOR_TYPE("ActorType", Type.STRING),
    ACTOR_IP("ActorIp", Type.STRING),
    OPERATION("Operation", Type.STRING),
    CORRELATION_ID("CorrelationId", Type.STRING),
    EVENT_ID("EventId", Type.STRING),
    EVENT_TIME("EventTime", Type.DATETIME),
    READ_TIME("ReadTime", Type.DATETIME),
    LATENCY("Latency", Type.DYNAMIC),
    REMEDIATION("Remediation", Type.DYNAMIC),
    SOURCE("Source", Type.STRING),
    BASELINE_VERSION("BaselineVersion", Type.STRING),
    MONITOR_VERSION("MonitorVersion", Type.STRING),
    MONITOR_INSTANCE("MonitorInstance", Type.STRING);

    /** The type of a column, in the words of a table. */
    public enum Type {
        STRING("string"),
        DATETIME("dateTime"),
        DYNAMIC("dynamic");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        /** The word a table uses for it. */
        public String wireName() {
            return wireName;
        }
    }

    static final Map<String, Column> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Column::wireName, Function.identity()));

    private final String wireName;
    private final Type type;

    Column(String wireName, Type type) {
        this.wireName = wireName;
        this.type = type;
    }

    /** The name in a row. */
    public String wireName() {
        return wireName;
    }

    /** The type of its values. */
    public Type type() {
        return type;
    }
}
