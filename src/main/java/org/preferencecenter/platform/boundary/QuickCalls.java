package org.preferencecenter.platform.boundary;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Finds what pages name on our own classes: {@code row.title()}, {@code page.say('stop')}, {@code page.contact}, and the
 * names themselves where they are attributes of the request (a loop's variable, a page's bean). The server finds them too,
 * but asks a dozen resolvers for each name and looks through all methods of a class for each call; a page makes hundreds of
 * them, and most of its time went there. What is not simple (two methods of that name, another type than the method takes,
 * another's class) is left to the server.
 */
public final class QuickCalls extends ELResolver {

    private static final String OURS = "org.preferencecenter.";

    /** Every public method whose name no other has, by it; for any other class than ours, none. */
    private final ClassValue<Map<String, Method>> methods = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            if (!type.getName().startsWith(OURS)) {
                return Map.of();
            }
            Map<String, List<Method>> named = Arrays.stream(type.getMethods())
                    .filter(method -> !method.isBridge() && !Modifier.isStatic(method.getModifiers()))
                    .collect(Collectors.groupingBy(Method::getName));
            Map<String, Method> found = new HashMap<>();
            named.forEach((name, all) -> {
                if (all.size() == 1 && !all.get(0).isVarArgs() && all.get(0).trySetAccessible()) {
                    found.put(name, all.get(0));
                }
            });
            return found;
        }
    };

    /** The getter of a property of ours, or null. */
    private final ClassValue<Map<String, Method>> getters = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            Map<String, Method> found = new HashMap<>();
            methods.get(type).forEach((name, method) -> {
                int prefix = name.startsWith("get") ? 3 : name.startsWith("is") && method.getReturnType() == boolean.class ? 2 : 0;
                if (prefix > 0 && name.length() > prefix && method.getParameterCount() == 0) {
                    found.put(Character.toLowerCase(name.charAt(prefix)) + name.substring(prefix + 1), method);
                }
            });
            return found;
        }
    };

    @Override
    public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
        Method found = base == null || !(method instanceof String) ? null : methods.get(base.getClass()).get(method);
        if (found == null || !fits(found, arguments)) {
            return null;
        }
        return call(context, base, method, found, arguments);
    }

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        if (!(property instanceof String name)) {
            return null;
        }
        if (base == null) {
            return attribute(context, name);
        }
        Method getter = getters.get(base.getClass()).get(name);
        return getter == null ? null : call(context, base, property, getter, null);
    }

    /** What is already as it is wanted: all others would be asked for another opinion. */
    @Override
    public <T> T convertToType(ELContext context, Object value, Class<T> type) {
        if (value != null && value.getClass() == type) {
            context.setPropertyResolved(true);
            return type.cast(value);
        }
        return null;
    }

    private static Object attribute(ELContext context, String name) {
        FacesContext faces = (FacesContext) context.getContext(FacesContext.class);
        Object value = faces != null && faces.getExternalContext().getRequest() instanceof HttpServletRequest request
                ? request.getAttribute(name) : null;
        if (value != null) {
            context.setPropertyResolved(null, name);
        }
        return value;
    }

    private static Object call(ELContext context, Object base, Object name, Method method, Object[] arguments) {
        try {
            Object value = method.invoke(base, arguments);
            context.setPropertyResolved(base, name);
            return value;
        } catch (InvocationTargetException e) {
            throw new ELException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new ELException(e);
        }
    }

    private static boolean fits(Method method, Object[] arguments) {
        int given = arguments == null ? 0 : arguments.length;
        if (method.getParameterCount() != given) {
            return false;
        }
        for (int i = 0; i < given; i++) {
            if (!method.getParameterTypes()[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        // Pages only draw.
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        return true;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return null;
    }
}
