package dev.plumbline.finding.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableEntityUpdateMode;
import com.azure.data.tables.models.TableErrorCode;
import com.azure.data.tables.models.TableServiceException;
import dev.plumbline.azure.RetryAfter;
import dev.plumbline.estate.TransientFailure;
import dev.plumbline.finding.LedgerConflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The rows of one table: read, written under a condition, listed; with failures in our own words.
 *
 * <p>The table is made when a write finds none. Thread safe; the client is built when first needed.
 */
final class TableRows {
    /** Logs as severe what is daily business here: a row that is not there, a write that came second. */
    private static final Logger TABLES = Logger.getLogger("com.azure.data.tables");

    private static final int LARGEST_PAGE = 1_000;

    private final Supplier<TableClient> clients;
    private volatile Optional<TableClient> client = Optional.empty();

    static {
        TABLES.setLevel(Level.OFF);
    }

    TableRows(Supplier<TableClient> clients) {
        this.clients = clients;
    }

    Optional<TableEntity> find(String partition, String row) {
        return call(() -> {
            try {
                return Optional.of(client().getEntityWithResponse(partition, row, null, null, Context.NONE)
                        .getValue());
            } catch (TableServiceException e) {
                if (status(e) == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Writes a row that must not be there yet, and gives its tag. */
    String create(TableEntity entity) {
        return written(() -> client().createEntityWithResponse(entity, null, Context.NONE));
    }

    /** Writes a row whole over the one with the given tag, and gives its new tag. */
    String replace(TableEntity entity, String tag) {
        entity.addProperty("odata.etag", tag);
        return written(() ->
                client().updateEntityWithResponse(entity, TableEntityUpdateMode.REPLACE, true, null, Context.NONE));
    }

    /** Writes a row whatever there was, and gives its tag. */
    String overwrite(TableEntity entity) {
        return written(
                () -> client().upsertEntityWithResponse(entity, TableEntityUpdateMode.REPLACE, null, Context.NONE));
    }

    /** Removes a row if it still has the tag. */
    void remove(String partition, String row, String tag) {
        TableEntity entity = new TableEntity(partition, row).addProperty("odata.etag", tag);
        call(() -> {
            try {
                return client().deleteEntityWithResponse(entity, true, null, Context.NONE);
            } catch (TableServiceException e) {
                if (status(e) == 404 || status(e) == 412) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Up to so many rows that a filter lets through, in the order of their keys. */
    List<TableEntity> list(String filter, List<String> columns, int limit) {
        if (limit <= 0) {
            return List.of();
        }
        ListEntitiesOptions options =
                new ListEntitiesOptions().setFilter(filter).setSelect(columns).setTop(Math.min(limit, LARGEST_PAGE));
        return call(() -> {
            try {
                List<TableEntity> rows = new ArrayList<>();
                for (TableEntity entity : client().listEntities(options, null, Context.NONE)) {
                    rows.add(entity);
                    if (rows.size() == limit) {
                        break;
                    }
                }
                return rows;
            } catch (HttpResponseException e) {
                // The SDK gives a listing's failures another type than all others; only a missing table is not found
                // here.
                if (status(e) == 404) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    private String written(Supplier<Response<Void>> write) {
        Response<Void> response = call(() -> {
            try {
                return write.get();
            } catch (TableServiceException e) {
                if (!code(e).equals(TableErrorCode.TABLE_NOT_FOUND.toString())) {
                    throw e;
                }
                makeTable();
                return write.get();
            }
        });
        return Optional.ofNullable(response.getHeaders().getValue(HttpHeaderName.ETAG))
                .map(TableRows::whole)
                .orElseThrow(() -> new TransientFailure("Table Storage answered a write without a tag"));
    }

    /** The SDK strips the quotes at the ends of the header's tag, which costs a weak tag the second of its two. */
    private static String whole(String tag) {
        return tag.startsWith("W/\"") && !tag.endsWith("\"") ? tag + '"' : tag;
    }

    private void makeTable() {
        try {
            client().createTable();
        } catch (TableServiceException e) {
            if (status(e) != 409) {
                throw e;
            }
        }
    }

    private <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (ClientAuthenticationException e) {
            throw new TransientFailure(
                    "no token for Table Storage: " + e.getClass().getSimpleName(), Optional.empty(), e);
        } catch (HttpResponseException e) {
            int status = status(e);
            if (status == 409 || status == 412 || status == 404) {
                throw new LedgerConflict("Table Storage answered " + status + ": the row was written by somebody else");
            }
            if (status == 400 || status == 413) {
                throw new IllegalStateException("Table Storage refused a row: " + status + " " + code(e), e);
            }
            throw new TransientFailure("Table Storage answered " + status, RetryAfter.of(e.getResponse()), e);
        } catch (TransientFailure | LedgerConflict e) {
            throw e;
        } catch (IllegalArgumentException | NullPointerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new TransientFailure("no answer from Table Storage", Optional.empty(), e);
        }
    }

    private static int status(HttpResponseException e) {
        return e.getResponse() == null ? 0 : e.getResponse().getStatusCode();
    }

    /** The service's own name for a failure; empty where the SDK does not give it. */
    private static String code(HttpResponseException e) {
        return e instanceof TableServiceException failure && failure.getValue() != null
                ? String.valueOf(failure.getValue().getErrorCode())
                : "";
    }

    private TableClient client() {
        Optional<TableClient> built = client;
        if (built.isEmpty()) {
            synchronized (this) {
                built = client;
                if (built.isEmpty()) {
                    built = Optional.of(clients.get());
                    client = built;
                }
            }
        }
        return built.orElseThrow();
    }
}
