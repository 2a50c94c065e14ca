package org.preferencecenter.production;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import org.preferencecenter.platform.boundary.Api;

/** Every method of the API as the classes have them. */
public final class ApiMethods {

    private ApiMethods() {
    }

    /** By method and path, {@code GET /api/v1/keys}. */
    public static Map<String, Method> all() {
        Map<String, Method> methods = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.preferencecenter")) {
            if (type.isAnnotatedWith(Path.class)) {
                for (Method method : type.reflect().getDeclaredMethods()) {
                    for (Annotation annotation : method.getAnnotations()) {
                        HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                        if (http != null) {
                            methods.put(http.value() + " " + path(type.reflect(), method), method);
                        }
                    }
                }
            }
        }
        return methods;
    }

    private static String path(Class<?> type, Method method) {
        String path = Api.class.getAnnotation(ApplicationPath.class).value() + "/" + type.getAnnotation(Path.class).value()
                + (method.isAnnotationPresent(Path.class) ? "/" + method.getAnnotation(Path.class).value() : "");
        // A template's pattern, {id: [0-9a-f]+}, is not in a document.
        return path.replaceAll("/+", "/").replaceAll("\\{\\s*(\\w+)\\s*:[^/]*}", "{$1}").replaceAll("(?<=.)/$", "");
    }
}
