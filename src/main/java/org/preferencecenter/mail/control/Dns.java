package org.preferencecenter.mail.control;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Asks the name servers of this machine. It takes two seconds at most to learn that they are away. */
@Singleton
public class Dns {

    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");

    private final String servers;

    @Inject
    public Dns() {
        this("dns:");
    }

    /** @param servers as a JNDI address, such as {@code dns://127.0.0.1:5353} */
    public Dns(String servers) {
        this.servers = servers;
    }

    /**
     * What was answered.
     *
     * @param reached false: nobody answered, so nothing is known
     * @param records as text; empty where there are none of that type
     */
    public record Answer(boolean reached, List<String> records) {
    }

    /** The TXT records of a name, each joined of its strings (RFC 6376 §3.6.2.2). */
    public Answer txt(String name) {
        Answer answer = ask(name, "TXT");
        return new Answer(answer.reached(), answer.records().stream().map(Dns::joined).toList());
    }

    /** The MX records of a name: preference and host. */
    public Answer mx(String name) {
        return ask(name, "MX");
    }

    private Answer ask(String name, String type) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, servers);
        environment.put("com.sun.jndi.dns.timeout.initial", "1000");
        environment.put("com.sun.jndi.dns.timeout.retries", "1");
        try {
            InitialDirContext context = new InitialDirContext(environment);
            try {
                return new Answer(true, values(context.getAttributes(name, new String[] {type}).get(type)));
            } finally {
                context.close();
            }
        } catch (NameNotFoundException nothing) {
            return new Answer(true, List.of());
        } catch (NamingException away) {
            return new Answer(false, List.of());
        }
    }

    private static List<String> values(Attribute attribute) throws NamingException {
        List<String> values = new ArrayList<>();
        if (attribute != null) {
            for (NamingEnumeration<?> all = attribute.getAll(); all.hasMore();) {
                values.add(String.valueOf(all.next()));
            }
        }
        return values;
    }

    /** The library puts blanks between the strings of a record, and quotes around those that hold blanks. */
    static String joined(String record) {
        StringBuilder text = new StringBuilder();
        for (Matcher string = STRING.matcher(record); string.find();) {
            text.append(string.group(1) != null ? string.group(1).replaceAll("\\\\(.)", "$1") : string.group(2));
        }
        return text.toString();
    }
}
