package org.preferencecenter.production;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** One request to an operation of the API, as {@link OpenApiIT} makes it. */
final class Call {

    final String operation;
    final int status;
    final String method;
    /** With {@code {key}} for the id of a fresh key, {@code {ended}} for one that was revoked. */
    String path;
    String type;
    String body;
    boolean wrong;
    private String authorization = "Bearer " + Production.API_KEY;

    /** @param status the status the answer must have */
    Call(String operation, int status, String method, String path) {
        this.operation = operation;
        this.status = status;
        this.method = method;
        this.path = path;
    }

    Call body(String contentType, String content) {
        this.type = contentType;
        this.body = content;
        return this;
    }

    /** With other parameters. */
    Call at(String query) {
        this.path = path.split("\\?")[0] + query;
        return this;
    }

    /** Another Authorization than the operator's; empty: none. */
    Call key(String header) {
        this.authorization = header;
        return this;
    }

    /** The request does not keep to the document, on purpose; the answer must. */
    Call wrong() {
        this.wrong = true;
        return this;
    }

    HttpResponse<String> send(Production server, String realPath) {
        HttpRequest.Builder request = server.request(realPath)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (type != null) {
            request.header("Content-Type", type);
        }
        return server.send(request);
    }

    @Override
    public String toString() {
        return operation + " " + status + " " + path;
    }
}
