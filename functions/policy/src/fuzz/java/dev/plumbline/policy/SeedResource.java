package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;

/** The resource that is judged where the input holds none. */
final class SeedResource {

    static final JsonNode ACCOUNT =
            Document.parse("account.json", """
                    {
                      "id": "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/one",
                      "name": "one",
                      "type": "Microsoft.CognitiveServices/accounts",
                      "kind": "OpenAI",
                      "location": "swedencentral",
                      "tags": {"owner": "team", "a b": "c"},
                      "properties": {
                        "publicNetworkAccess": "Disabled",
                        "a": [{"b": [1, 2, {"c": "x"}]}, {"b": null}, 3, "Text"],
                        "n": 1.50,
                        "none": null,
                        "flag": true
                      }
                    }
                    """).orElseThrow().root();

    private SeedResource() {}
}
