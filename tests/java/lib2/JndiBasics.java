// SPDX-License-Identifier: Apache-2.0
// JNDI without a server: names, composite names, an own initial context factory, URL contexts, references and object factories.
import java.util.*;
import javax.naming.*;
import javax.naming.directory.*;
import javax.naming.ldap.*;
import javax.naming.spi.*;

public class JndiBasics {
    public static class Maps implements InitialContextFactory {
        static final Map<String, Object> BOUND = new TreeMap<>();
        public Context getInitialContext(Hashtable<?, ?> env) {
            return (Context) java.lang.reflect.Proxy.newProxyInstance(Maps.class.getClassLoader(), new Class<?>[] {Context.class}, (p, m, a) -> {
                switch (m.getName()) {
                    case "lookup": {
                        Object found = BOUND.get(a[0].toString());
                        if (found == null) throw new NameNotFoundException(a[0].toString());
                        return NamingManager.getObjectInstance(found, new CompositeName(a[0].toString()), null, null);
                    }
                    case "bind":
                        if (BOUND.putIfAbsent(a[0].toString(), a[1]) != null) throw new NameAlreadyBoundException(a[0].toString());
                        return null;
                    case "rebind": BOUND.put(a[0].toString(), a[1]); return null;
                    case "getEnvironment": return env;
                    case "close": return null;
                    default: throw new OperationNotSupportedException(m.getName());
                }
            });
        }
    }
    public static class PointFactory implements ObjectFactory {
        public Object getObjectInstance(Object o, Name n, Context c, Hashtable<?, ?> e) {
            Reference r = (Reference) o;
            return "point " + r.get("x").getContent() + "," + r.get("y").getContent() + " named " + n;
        }
    }
    static void attempt(String label, java.util.concurrent.Callable<?> c) {
        try { System.out.println(label + " = " + c.call()); } catch (Throwable e) { System.out.println(label + " ! " + e); }
    }
    public static void main(String[] args) throws Exception {
        attempt("no factory", () -> new InitialContext().lookup("x"));
        attempt("bad factory", () -> new InitialContext(new Hashtable<>(Map.of(Context.INITIAL_CONTEXT_FACTORY, "no.Such"))).lookup("x"));
        Hashtable<String, String> env = new Hashtable<>(Map.of(Context.INITIAL_CONTEXT_FACTORY, Maps.class.getName()));
        InitialContext c = new InitialContext(env);
        c.bind("a/b", 42);
        attempt("lookup", () -> c.lookup("a/b"));
        attempt("again", () -> { c.bind("a/b", 1); return 0; });
        attempt("missing", () -> c.lookup("q"));
        attempt("list", () -> c.list(""));
        Reference r = new Reference("Point", PointFactory.class.getName(), null);
        r.add(new StringRefAddr("x", "1"));
        r.add(new StringRefAddr("y", "2"));
        c.bind("point", r);
        attempt("reference", () -> c.lookup("point"));
        CompositeName n = new CompositeName("a/b/'c/d'/e\\/f/");
        System.out.println(n.size() + " " + n + " " + n.get(2) + " " + n.getPrefix(2) + " " + n.getSuffix(2) + " " + n.startsWith(new CompositeName("a/b")));
        n.add("x").add(0, "first").remove(1);
        System.out.println(n + " " + Collections.list(n.getAll()));
        attempt("bad name", () -> new CompositeName("'a"));
        Properties syntax = new Properties();
        syntax.put("jndi.syntax.direction", "right_to_left");
        syntax.put("jndi.syntax.separator", ".");
        syntax.put("jndi.syntax.ignorecase", "true");
        CompoundName cn = new CompoundName("www.Example.COM", syntax);
        System.out.println(cn.get(0) + " " + cn.size() + " " + cn.equals(new CompoundName("WWW.example.com", syntax)) + " " + cn.hashCode());
        LdapName dn = new LdapName("CN=Steve\\, Kille+OU=x,O=Isode\\20Limited, C=GB");
        System.out.println(dn.size() + " " + dn.getRdns() + " " + dn.getRdn(0).getValue() + " " + dn.getPrefix(1) + " "
                + dn.equals(new LdapName("ou=X+cn=steve\\2c kille,o=isode limited,c=gb")));
        attempt("bad dn", () -> new LdapName("nonsense"));
        System.out.println(Rdn.escapeValue("a,b+c\"d<e> ") + " " + Rdn.unescapeValue("a\\,b\\41"));
        BasicAttributes attributes = new BasicAttributes(true);
        attributes.put(new BasicAttribute("mail", "a@b"));
        attributes.put("CN", "x");
        attributes.get("MAIL").add("c@d");
        System.out.println(attributes.size() + " " + attributes.get("Mail") + " " + attributes.get("cn").get() + " " + attributes.get("no"));
        System.out.println(new BinaryRefAddr("t", new byte[] {1, 2}).equals(new BinaryRefAddr("t", new byte[] {1, 2})));
        NamingException e = new NamingException("explained");
        e.setRemainingName(new CompositeName("rest"));
        e.setRootCause(new Error("root"));
        System.out.println(e + " " + e.toString(true) + " " + e.getCause());
        System.out.println(NamingManager.hasInitialContextFactoryBuilder());
    }
}
