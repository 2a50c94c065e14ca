package org.preferencecenter.access.boundary;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

import org.preferencecenter.access.entity.Needs;
import org.preferencecenter.access.entity.Open;

/**
 * Says in the API's document what every method has in common, from the annotations that decide it: which permission it
 * needs, that it takes a key, and how it answers when there is none, when the key may not, when it comes too often, when
 * the body is of another type and when something broke. The common words stand in {@code META-INF/openapi.yaml}; this
 * class is named in {@code META-INF/microprofile-config.properties}, as is the form of the operation ids it reads: the
 * method's own name.
 */
public class ApiDocument implements OASFilter {

    /** Under which an operation names the permission it needs. */
    static final String PERMISSION = "x-permission";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().values().forEach(path -> path.getOperations().values()
                .forEach(operation -> method(operation.getOperationId()).ifPresent(method -> complete(operation, method))));
    }

    private static void complete(Operation operation, Method method) {
        operation.setOperationId(name(method));
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        answers(operation.getResponses(), "500", "Broken");
        if (operation.getRequestBody() != null) {
            answers(operation.getResponses(), "415", "WrongType");
        }
        Needs needs = method.getAnnotation(Needs.class);
        if (needs != null) {
            operation.addExtension(PERMISSION, needs.value().name());
            String before = operation.getDescription() == null ? "" : operation.getDescription().strip() + "\n\n";
            operation.setDescription(before + "Needs a key with the permission " + needs.value() + ".");
            operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme("key", List.of())));
            answers(operation.getResponses(), "401", "KeyNeeded");
            answers(operation.getResponses(), "403", "NotAllowed");
            answers(operation.getResponses(), "429", "TooOften");
            answers(operation.getResponses(), "503", "Away");
        } else if (method.isAnnotationPresent(Open.class)) {
            operation.setSecurity(List.of());
        }
    }

    /** What a method says itself stays. */
    private static void answers(APIResponses responses, String status, String component) {
        if (!responses.hasAPIResponse(status)) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse().ref(component));
        }
    }

    /** {@code KeysResource.list} becomes {@code keysList}. */
    private static String name(Method method) {
        String type = method.getDeclaringClass().getSimpleName().replaceFirst("Resource$", "");
        String name = method.getName();
        return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1)
                + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** The method of an operation id in the form {@code package.Class_method}, or nothing. */
    private static Optional<Method> method(String operationId) {
        int end = operationId == null ? -1 : operationId.lastIndexOf('_');
        if (end < 0) {
            return Optional.empty();
        }
        try {
            Class<?> type = Class.forName(operationId.substring(0, end), false, ApiDocument.class.getClassLoader());
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.getName().equals(operationId.substring(end + 1)))
                    .filter(method -> method.isAnnotationPresent(Needs.class) || method.isAnnotationPresent(Open.class))
                    .findFirst();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
