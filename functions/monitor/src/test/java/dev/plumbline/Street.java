package dev.plumbline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.Scope;
import dev.plumbline.finding.Column;
import dev.plumbline.finding.FindingRow;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.BaselineSources;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractStringAssert;

/** A whole street over ports in memory, with a small baseline, to be driven by tests. */
final class Street {
    static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
    static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-ai";
    static final String ACCOUNT = GROUP + "/providers/Microsoft.CognitiveServices/accounts/oai";
    static final String STORAGE = GROUP + "/providers/Microsoft.Storage/storageAccounts/stai";
    static final String ENDPOINT = GROUP + "/providers/Microsoft.Network/privateEndpoints/pe-oai";
    static final String SETTING = ACCOUNT + "/providers/Microsoft.Insights/diagnosticSettings/audit";
    static final String PUBLIC = "openai-public-access";

    private static final AliasCatalogue ALIASES = AliasCatalogue.bundled();

    final SettableClock clock = new SettableClock("2026-11-22T12:00:00Z");
    final MemoryEstate estate = new MemoryEstate(clock);
    final MemoryLedger ledger = new MemoryLedger();
    final MemorySink sink = new MemorySink();
    final MemoryDeadLetter deadLetter = new MemoryDeadLetter();
    Monitor monitor;
    private UnaryOperator<BaselineSources> sources = UnaryOperator.identity();
    private int events;

    Street() {
        monitor = monitor(UnaryOperator.identity());
    }

    /** Another instance over the same ledger: what the first kept in memory is gone. */
    void restart() {
        monitor = monitor(UnaryOperator.identity());
    }

    void restart(UnaryOperator<BaselineSources> change) {
        sources = change;
        monitor = monitor(change);
    }

    /** A second instance beside the first, over the same ledger and judging by the same. */
    Monitor another() {
        return monitor(sources);
    }

    private Monitor monitor(UnaryOperator<BaselineSources> change) {
        Baseline baseline = Baseline.lenient(change.apply(sources()), ALIASES).baseline();
        MonitorPorts ports = new MonitorPorts(estate, ledger, sink, deadLetter);
        return Monitor.of(ports, baseline, MonitorSettings.of(Scope.of(List.of(SUBSCRIPTION)), "test"), clock);
    }

    private static BaselineSources sources() {
        return BaselineSources.none()
                .withInitiative(document("baseline.json", """
                        {'name': 'small', 'type': 'Microsoft.Authorization/policySetDefinitions', 'properties': {
                          'displayName': 'small', 'policyType': 'Custom', 'metadata': {'version': '1.0.0'},
                          'policyDefinitionGroups': [{'name': 'C-1'}],
                          'policyDefinitions': [
                            {'policyDefinitionReferenceId': 'openai-public-access', 'groupNames': ['C-1'],
                             'policyDefinitionId': '/providers/Microsoft.Authorization/policyDefinitions/openai-public-access'},
                            {'policyDefinitionReferenceId': 'openai-endpoint',
                             'policyDefinitionId': '/providers/Microsoft.Authorization/policyDefinitions/openai-endpoint'},
                            {'policyDefinitionReferenceId': 'openai-logs',
                             'policyDefinitionId': '/providers/Microsoft.Authorization/policyDefinitions/openai-logs'},
                            {'policyDefinitionReferenceId': 'storage-public',
                             'policyDefinitionId': '/providers/Microsoft.Authorization/policyDefinitions/storage-public'}
                          ]}}"""))
                .withDefinitions(List.of(
                        definition("openai-public-access", "high", "all", """
                                {'if': {'allOf': [
                                  {'field': 'type', 'equals': 'Microsoft.CognitiveServices/accounts'},
                                  {'field': 'Microsoft.CognitiveServices/accounts/publicNetworkAccess', 'notEquals': 'Disabled'}]},
                                 'then': {'effect': 'audit'}}"""),
                        definition("openai-endpoint", "medium", "all", """
                                {'if': {'allOf': [
                                  {'field': 'type', 'equals': 'Microsoft.CognitiveServices/accounts'},
                                  {'count': {'field': 'Microsoft.CognitiveServices/accounts/privateEndpointConnections[*]'},
                                   'less': 1}]},
                                 'then': {'effect': 'audit'}}"""),
                        definition("openai-logs", "medium", "all", """
                                {'if': {'field': 'type', 'equals': 'Microsoft.CognitiveServices/accounts'},
                                 'then': {'effect': 'auditIfNotExists', 'details': {
                                   'type': 'Microsoft.Insights/diagnosticSettings'}}}"""),
                        definition("storage-public", "low", "workload", """
                                {'if': {'allOf': [
                                  {'field': 'type', 'equals': 'Microsoft.Storage/storageAccounts'},
                                  {'field': 'Microsoft.Storage/storageAccounts/networkAcls.defaultAction', 'notEquals': 'Deny'}]},
                                 'then': {'effect': 'audit'}}""")))
                .withSubscriptions(List.of(SUBSCRIPTION));
    }

    static Document definition(String name, String severity, String scope, String rule) {
        return document(
                name + "/policy.json",
                "{'name': '" + name
                        + "', 'type': 'Microsoft.Authorization/policyDefinitions', 'properties': {'displayName': 'The rule "
                        + name
                        + "', 'policyType': 'Custom', 'mode': 'All', 'metadata': {'version': '1.0.0', 'severity': '"
                        + severity
                        + "', 'scope': '" + scope + "'}, 'policyRule': " + rule + "}}");
    }

    static Document document(String where, String text) {
        return Document.parse(where, text.replace('\'', '"')).orElseThrow();
    }

    /** A sound account with an endpoint, a setting and a storage account, and a stranger. */
    Street furnished() {
        account("Disabled", true);
        estate.put(
                ENDPOINT,
                "{'properties': {'privateLinkServiceConnections': [{'properties': {'privateLinkServiceId': '" + ACCOUNT
                        + "'}}]}}");
        estate.put(SETTING, "{'properties': {'logs': []}}");
        storage("Deny");
        estate.put(STORAGE + "stranger", "{'properties': {'networkAcls': {'defaultAction': 'Allow'}}}");
        return this;
    }

    void account(String publicNetworkAccess, boolean endpoint) {
        String connection = "{'properties': {'privateEndpoint': {'id': '" + ENDPOINT + "'}}}";
        estate.put(
                ACCOUNT,
                "{'kind': 'OpenAI', 'location': 'swedencentral', 'properties': {'publicNetworkAccess': '"
                        + publicNetworkAccess + "', 'userOwnedStorage': [{'resourceId': '" + STORAGE + "'}],"
                        + " 'privateEndpointConnections': [" + (endpoint ? connection : "") + "]}}");
    }

    void storage(String defaultAction) {
        estate.put(STORAGE, "{'properties': {'networkAcls': {'defaultAction': '" + defaultAction + "'}}}");
    }

    /** Sweeps, page by page, as the queue would; time passes. */
    List<FindingRow> sweep() {
        clock.forward(Duration.ofSeconds(1));
        for (String page : monitor.sweep()) {
            clock.forward(Duration.ofMillis(10));
            monitor.evaluatePage(page);
        }
        clock.forward(Duration.ofSeconds(1));
        return sink.taken();
    }

    /** An event that happens now and is delivered a second later. */
    String event(String subject, String kind, String actor) {
        clock.forward(Duration.ofSeconds(1));
        String name = Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
        ObjectNode event =
                MemoryEstate.json("{'eventType': 'Microsoft.Resources.Resource" + name + "Success', 'id': 'event-"
                        + ++events + "', 'eventTime': '" + clock.instant() + "', 'subject': '" + subject
                        + "', 'dataVersion': '2', 'data': {'correlationId': 'c-" + events + "', 'operationName': '"
                        + dev.plumbline.estate.ResourceId.parse(subject).type() + "/" + kind
                        + "', 'claims': {'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': '" + actor
                        + "', 'ipaddr': '203.0.113.7', 'idtyp': 'user',"
                        + " 'http://schemas.microsoft.com/identity/claims/objectidentifier': 'o-" + actor + "'}}}");
        clock.forward(Duration.ofSeconds(1));
        return event.toString();
    }

    /** Delivers an event, and gives what was published. */
    List<FindingRow> changed(String event) {
        monitor.changed(event);
        return sink.taken();
    }

    List<FindingRow> written(String subject, String actor) {
        return changed(event(subject, "write", actor));
    }

    List<FindingRow> deleted(String subject, String actor) {
        return changed(event(subject, "delete", actor));
    }

    static String text(FindingRow row, Column column) {
        return row.value(column).asText();
    }

    /** A row in short: the step, the rule and the resource's name. */
    static String brief(FindingRow row) {
        return text(row, Column.TRANSITION) + " " + text(row, Column.DEFINITION_NAME) + " "
                + text(row, Column.RESOURCE_NAME);
    }

    static AbstractStringAssert<?> assertMessage(FindingRow row) {
        return org.assertj.core.api.Assertions.assertThat(text(row, Column.MESSAGE));
    }
}
