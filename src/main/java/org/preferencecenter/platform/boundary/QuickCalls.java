package org.preferencecenter.platform.boundary;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;

/**
 * Calls the methods that pages name ({@code row.title()}, {@code page.say('stop')}) on our own classes. The server does
 * that too, but looks through all methods of a class each time; a page makes hundreds of such calls, and so most of its
 * time went there. What is not simple (two methods of that name, another type than the method takes) is left to the server.
 */
public final class QuickCalls extends ELResolver {

    private static final String OURS = "org.preferencecenter.";

    /** What is called. */
    private record Call(Class<?> type, String method, int arguments) {
    }

    private final Map<Call, Optional<Method>> known = new ConcurrentHashMap<>();

    @Override
    public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
        if (base == null || !(method instanceof String name) || !base.getClass().getName().startsWith(OURS)) {
            return null;
        }
        int count = arguments == null ? 0 : arguments.length;
        Optional<Method> found = known.computeIfAbsent(new Call(base.getClass(), name, count), QuickCalls::find);
        if (found.isEmpty() || !fits(found.get(), arguments, count)) {
            return null;
        }
        context.setPropertyResolved(base, method);
        try {
            return found.get().invoke(base, arguments);
        } catch (InvocationTargetException e) {
            throw new ELException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new ELException(e);
        }
    }

    private static Optional<Method> find(Call call) {
        List<Method> named = Arrays.stream(call.type().getMethods())
                .filter(m -> m.getName().equals(call.method()) && !m.isBridge()).toList();
        return named.size() == 1 && !named.get(0).isVarArgs() && named.get(0).getParameterCount() == call.arguments()
                && named.get(0).trySetAccessible() ? Optional.of(named.get(0)) : Optional.empty();
    }

    private static boolean fits(Method method, Object[] arguments, int count) {
        for (int i = 0; i < count; i++) {
            if (!method.getParameterTypes()[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        return null;
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
