package org.preferencecenter.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Method;
import java.util.List;

import jakarta.ws.rs.GET;

import org.junit.jupiter.api.Test;

import org.preferencecenter.access.entity.Needs;
import org.preferencecenter.access.entity.Open;
import org.preferencecenter.production.ApiMethods;

class ApiMethodsTest {

    @Test
    void every_method_of_the_API_says_who_may_call_it() {
        assertFalse(ApiMethods.all().isEmpty());
        assertEquals(List.of(), ApiMethods.all().entrySet().stream().filter(entry -> !says(entry.getValue()))
                .map(java.util.Map.Entry::getKey).toList());
    }

    @Test
    void a_method_that_does_not_say_is_found() throws Exception {
        assertFalse(says(getClass().getDeclaredMethod("forgotten")));
    }

    @GET
    void forgotten() {
        // As somebody would forget it.
    }

    private static boolean says(Method method) {
        return method.isAnnotationPresent(Needs.class) != method.isAnnotationPresent(Open.class);
    }
}
