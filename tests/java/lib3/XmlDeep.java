// SPDX-License-Identifier: Apache-2.0
// DOM, SAX, StAX, schema validation, XSLT, XPath, serializers and the messages of bad documents.
import java.io.*;
import java.util.*;
import javax.xml.XMLConstants;
import javax.xml.catalog.*;
import javax.xml.namespace.*;
import javax.xml.parsers.*;
import javax.xml.stream.*;
import javax.xml.stream.events.*;
import javax.xml.transform.*;
import javax.xml.transform.dom.*;
import javax.xml.transform.sax.*;
import javax.xml.transform.stax.*;
import javax.xml.transform.stream.*;
import javax.xml.validation.*;
import javax.xml.xpath.*;
import org.w3c.dom.*;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.*;
import org.w3c.dom.traversal.*;
import org.xml.sax.*;
import org.xml.sax.ext.*;
import org.xml.sax.helpers.*;

public class XmlDeep {
    static final String DOC = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE shop [
          <!ELEMENT shop (item*)> <!ELEMENT item (#PCDATA|b)*> <!ELEMENT b (#PCDATA)>
          <!ATTLIST item id ID #REQUIRED price CDATA "1.50" kind (x|y) "x">
          <!ENTITY co "The &amp; Company"> <!NOTATION gif SYSTEM "viewer"> <!ENTITY pic SYSTEM "p.gif" NDATA gif>
        ]>
        <?style sheet="a.css"?>
        <!-- comment -->
        <shop xmlns:p="urn:p"><item id="i1">one &co; <b>bold</b> &#x4e2d;</item>
        <item id="i2" price="20" kind="y"><![CDATA[<raw> & ]]></item><item id="i3" p:extra="é"/></shop>
        """;
    static final String XSD = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o" xmlns="urn:o" elementFormDefault="qualified">
          <xs:simpleType name="Sku"><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{2}\\d{3}"/></xs:restriction></xs:simpleType>
          <xs:complexType name="Line"><xs:sequence><xs:element name="sku" type="Sku"/><xs:element name="qty" type="xs:positiveInteger"/><xs:element name="when" type="xs:date" minOccurs="0"/></xs:sequence>
            <xs:attribute name="unit" default="pc"/></xs:complexType>
          <xs:element name="order"><xs:complexType><xs:sequence><xs:element name="line" type="Line" maxOccurs="3"/></xs:sequence><xs:attribute name="no" type="xs:int" use="required"/></xs:complexType>
            <xs:unique name="u"><xs:selector xpath="line"/><xs:field xpath="sku"/></xs:unique></xs:element>
        </xs:schema>
        """;
    static final String XSL = """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="exsl">
          <xsl:output method="xml" indent="yes" cdata-section-elements="c"/>
          <xsl:param name="limit" select="3"/> <xsl:key name="k" match="n" use="@g"/>
          <xsl:variable name="tree"><a>1</a><a>2</a></xsl:variable>
          <xsl:template match="/list"><out count="{count(n)}" sum="{sum(n)}">
            <xsl:for-each select="n[generate-id()=generate-id(key('k',@g)[1])]"><xsl:sort select="@g" order="descending"/>
              <group name="{@g}"><xsl:for-each select="key('k',@g)"><xsl:sort select="." data-type="number"/><xsl:if test="position() &lt;= $limit"><v><xsl:number value="." format="I"/>:<xsl:value-of select="format-number(., '#,##0.00')"/></v></xsl:if></xsl:for-each></group></xsl:for-each>
            <xsl:call-template name="fib"><xsl:with-param name="n" select="12"/></xsl:call-template>
            <xsl:choose><xsl:when test="contains('abc','z')">no</xsl:when><xsl:otherwise><c>a &lt; b</c></xsl:otherwise></xsl:choose>
            <t><xsl:value-of select="translate(normalize-space('  a  b '),'ab','AB')"/>|<xsl:value-of select="count(exsl:node-set($tree)/a)"/></t>
            <xsl:apply-templates select="n[3]" mode="m"/><xsl:comment>done</xsl:comment><xsl:processing-instruction name="pi">x</xsl:processing-instruction></out></xsl:template>
          <xsl:template match="n" mode="m"><xsl:copy-of select="."/><xsl:message>msg <xsl:value-of select="."/></xsl:message></xsl:template>
          <xsl:template name="fib"><xsl:param name="n"/><xsl:param name="a" select="0"/><xsl:param name="b" select="1"/><xsl:choose><xsl:when test="$n = 0"><fib><xsl:value-of select="$a"/></fib></xsl:when>
            <xsl:otherwise><xsl:call-template name="fib"><xsl:with-param name="n" select="$n - 1"/><xsl:with-param name="a" select="$b"/><xsl:with-param name="b" select="$a + $b"/></xsl:call-template></xsl:otherwise></xsl:choose></xsl:template>
        </xsl:stylesheet>
        """;
    static InputStream in(String s) { return new ByteArrayInputStream(s.getBytes(java.nio.charset.StandardCharsets.UTF_8)); }
    static void dump(Node n, String ind) {
        System.out.println(ind + n.getNodeType() + " " + n.getNodeName() + " "
                + (n.getNodeValue() == null ? "" : n.getNodeValue().replace("\n", "\\n")) + " " + n.getNamespaceURI());
        if (n.getAttributes() != null)
            for (int i = 0; i < n.getAttributes().getLength(); i++) {
                Attr a = (Attr) n.getAttributes().item(i);
                System.out.println(ind + " @" + a + " " + a.getSpecified() + " " + a.isId());
            }
        for (Node c = n.getFirstChild(); c != null; c = c.getNextSibling()) dump(c, ind + " ");
    }
    static void fails(String what, String doc, boolean validate) {
        try {
            DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();
            f.setValidating(validate);
            f.setNamespaceAware(true);
            DocumentBuilder b = f.newDocumentBuilder();
            b.setErrorHandler(new ErrorHandler() {
                public void warning(SAXParseException e) { p("warning", e); }
                public void error(SAXParseException e) { p("error", e); }
                public void fatalError(SAXParseException e) throws SAXException { throw e; }
                void p(String k, SAXParseException e) {
                    System.out.println(
                            what + " " + k + " " + e.getLineNumber() + ":" + e.getColumnNumber() + " " + e.getMessage());
                }
            });
            b.parse(in(doc));
            System.out.println(what + " ok");
        } catch (Exception e) { System.out.println(what + " " + e); }
    }
    public static void main(String[] args) throws Exception {
        DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();
        f.setNamespaceAware(true);
        f.setExpandEntityReferences(false);
        Document d = f.newDocumentBuilder().parse(in(DOC));
        dump(d, "");
        System.out.println(d.getElementById("i2").getAttribute("price") + " " + d.getDoctype().getEntities().getLength() + " "
                + d.getDoctype().getNotations().item(0).getNodeName() + " " + d.getXmlEncoding());
        NodeIterator it =
                ((DocumentTraversal) d)
                        .createNodeIterator(d, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION,
                                n -> n.getNodeValue().isBlank() ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT, true);
        for (Node n; (n = it.nextNode()) != null;) System.out.print("[" + n.getNodeValue() + "]");
        System.out.println();
        Element e = d.createElementNS("urn:q", "q:new");
        e.setAttributeNS("urn:p", "p:a", "<\"'&>\n");
        e.appendChild(d.createComment("c"));
        e.appendChild(d.createCDATASection("x]]>y"));
        d.getDocumentElement().insertBefore(e, d.getElementById("i2"));
        d.renameNode(d.getElementById("i3"), null, "renamed");
        ((org.w3c.dom.events.EventTarget) d)
                .addEventListener("DOMNodeRemoved", v -> System.out.println("removed " + v.getTarget()), false);
        d.getDocumentElement().removeChild(d.getElementById("i1"));
        LSSerializer ser = ((DOMImplementationLS) d.getImplementation().getFeature("LS", "3.0")).createLSSerializer();
        ser.getDomConfig().setParameter("xml-declaration", false);
        System.out.println(ser.writeToString(d));
        System.out.println(d.isEqualNode(d.cloneNode(true)) + " " + e.compareDocumentPosition(d.getDocumentElement()) + " "
                + e.lookupNamespaceURI("p"));
        try {
            d.appendChild(d.createElement("second"));
        } catch (DOMException x) { System.out.println(x.code + " " + x.getMessage()); }
        // SAX
        SAXParserFactory sf = SAXParserFactory.newInstance();
        sf.setNamespaceAware(true);
        SAXParser sp = sf.newSAXParser();
        StringBuilder sb = new StringBuilder();
        DefaultHandler2 h = new DefaultHandler2() {
            Locator loc;
            public void setDocumentLocator(Locator l) { loc = l; }
            public void startElement(String u, String l, String q, Attributes a) {
                sb.append("<" + q + "@" + loc.getLineNumber());
                for (int i = 0; i < a.getLength(); i++) sb.append(" " + a.getQName(i) + "=" + a.getValue(i) + ":" + a.getType(i));
                sb.append(">");
            }
            public void endElement(String u, String l, String q) { sb.append("</" + q + ">"); }
            public void characters(char[] c, int s, int n) { sb.append(new String(c, s, n).trim()); }
            public void startCDATA() { sb.append("CDATA{"); }
            public void endCDATA() { sb.append("}"); }
            public void comment(char[] c, int s, int n) { sb.append("!" + new String(c, s, n)); }
            public void processingInstruction(String t, String v) { sb.append("?" + t + "=" + v); }
            public void startEntity(String n) { sb.append("&" + n + "("); }
            public void endEntity(String n) { sb.append(")"); }
            public void startPrefixMapping(String p, String u) { sb.append("+" + p + "=" + u); }
            public void endPrefixMapping(String p) { sb.append("-" + p); }
            public void unparsedEntityDecl(String n, String p, String s, String no) { sb.append("unparsed " + n + " " + no); }
            public void attributeDecl(String e, String a, String t, String m, String v) { sb.append("attr " + a + t + v); }
        };
        XMLReader rd = sp.getXMLReader();
        rd.setContentHandler(h);
        rd.setDTDHandler(h);
        rd.setProperty("http://xml.org/sax/properties/lexical-handler", h);
        rd.setProperty("http://xml.org/sax/properties/declaration-handler", h);
        rd.parse(new InputSource(in(DOC)));
        System.out.println(sb);
        // StAX
        XMLInputFactory xi = XMLInputFactory.newInstance();
        xi.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader sr = xi.createXMLStreamReader(in(DOC), "UTF-8");
        while (sr.hasNext()) {
            int t = sr.next();
            System.out.print(t + (sr.hasName() ? sr.getName().toString() : "")
                    + (sr.hasText() ? "'" + sr.getText().strip().length() + "'" : "") + "@" + sr.getLocation().getLineNumber()
                    + " ");
        }
        System.out.println();
        XMLEventReader er =
                xi.createFilteredReader(xi.createXMLEventReader(in(DOC)), v -> v.isStartElement() || v.isEndElement());
        while (er.hasNext()) System.out.print(er.nextEvent() + " ");
        System.out.println();
        StringWriter sw = new StringWriter();
        XMLOutputFactory xo = XMLOutputFactory.newInstance();
        xo.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, true);
        XMLStreamWriter w = xo.createXMLStreamWriter(sw);
        w.writeStartDocument("UTF-8", "1.0");
        w.writeStartElement("a", "root", "urn:a");
        w.writeAttribute("b", "urn:b", "at", "<&>\"");
        w.writeEmptyElement("urn:a", "empty");
        w.writeCharacters("x<y&z>é");
        w.writeCData("cd");
        w.writeEntityRef("amp");
        w.writeEndElement();
        w.writeEndDocument();
        w.close();
        System.out.println(sw);
        // schema
        Schema sc =
                SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(new StreamSource(new StringReader(XSD)));
        for (String doc : new String[] {"<order xmlns='urn:o' no='5'><line><sku>AB123</sku><qty>4</qty></line></order>",
                     "<order xmlns='urn:o' no='x'><line><sku>ab</sku><qty>0</qty><when>2021-13-01</when></line></order>",
                     "<order xmlns='urn:o' "
                     + "no='1'><line><sku>AB123</sku><qty>4</qty></line><line><sku>AB123</sku><qty>4</qty></line></order>",
                     "<order xmlns='urn:o'><foo/></order>", "<nope/>"}) {
            Validator v = sc.newValidator();
            v.setErrorHandler(new DefaultHandler() {
                public void error(SAXParseException x) { System.out.println("  " + x.getMessage()); }
            });
            DOMResult r = new DOMResult();
            DocumentBuilderFactory nf = DocumentBuilderFactory.newInstance();
            nf.setNamespaceAware(true);
            v.validate(new DOMSource(nf.newDocumentBuilder().parse(in(doc))), r);
            System.out.println(((Document) r.getNode()).getDocumentElement().getElementsByTagName("line").getLength() + " "
                    + (r.getNode().getFirstChild().getFirstChild() instanceof Element l ? l.getAttribute("unit") : ""));
        }
        // XSLT, both to stream and chained through SAX
        StringBuilder list = new StringBuilder("<list>");
        for (int i = 0; i < 12; i++) list.append("<n g='g" + i % 3 + "'>" + (i * 37 % 11 + 1) * 250 + "</n>");
        list.append("</list>");
        Templates tp = TransformerFactory.newInstance().newTemplates(new StreamSource(new StringReader(XSL)));
        for (int limit : new int[] {1, 5}) {
            Transformer t = tp.newTransformer();
            t.setParameter("limit", limit);
            StringWriter o = new StringWriter();
            t.transform(new StreamSource(new StringReader(list.toString())), new StreamResult(o));
            System.out.println(o);
        }
        Transformer id = TransformerFactory.newInstance().newTransformer();
        id.setOutputProperty(OutputKeys.INDENT, "yes");
        id.setOutputProperty("{http://xml.apache.org/xslt}indent-amount", "3");
        id.setOutputProperty(OutputKeys.METHOD, "html");
        StringWriter o = new StringWriter();
        id.transform(new DOMSource(d), new StreamResult(o));
        System.out.println(o);
        o = new StringWriter();
        id.setOutputProperty(OutputKeys.METHOD, "text");
        id.transform(new StAXSource(xi.createXMLStreamReader(new StringReader(list.toString()))), new StreamResult(o));
        System.out.println(o);
        try {
            TransformerFactory tf = TransformerFactory.newInstance();
            tf.setErrorListener(new ErrorListener() {
                public void warning(TransformerException x) { System.out.println("w " + x.getMessage()); }
                public void error(TransformerException x) { System.out.println("e " + x.getMessage()); }
                public void fatalError(TransformerException x) { System.out.println("f " + x.getMessage()); }
            });
            tf.newTemplates(new StreamSource(new StringReader(
                    "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:template "
                    + "match='['><xsl:nope/></xsl:template></xsl:stylesheet>")));
        } catch (Exception x) { System.out.println(x); }
        // XPath
        XPath xp = XPathFactory.newInstance().newXPath();
        xp.setXPathVariableResolver(q -> q.getLocalPart().equals("v") ? 2.0 : null);
        xp.setXPathFunctionResolver((q, n) -> a -> q.getLocalPart() + a);
        xp.setNamespaceContext(new NamespaceContext() {
            public String getNamespaceURI(String p) { return "urn:" + p; }
            public String getPrefix(String u) { return null; }
            public Iterator<String> getPrefixes(String u) { return null; }
        });
        Document ld = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in(list.toString()));
        for (String x : new String[] {"count(//n)", "//n[$v]", "string(//n[last()]/@g)", "sum(//n[@g='g1']) div 2",
                     "//n[position() mod 4 = 1]/@g = 'g1'", "f:call('a', 3)", "substring-after('a-b','-')",
                     "//n[not(. < following-sibling::n)]", "round(-2.5)", "number('x')", "1 div 0", "boolean(//zz)", "name(/*)",
                     "//n[", "unknown()", "ancestor-or-self::node()|//n[1]"})
            try {
                System.out.println(x + " = " + xp.evaluate(x, ld));
            } catch (XPathException ex) {
                System.out.println(x + " ! " + (ex.getCause() == null ? ex.getMessage() : ex.getCause().getMessage()));
            }
        NodeList nl = (NodeList) xp.compile("//n[. > 2000]").evaluate(ld, XPathConstants.NODESET);
        for (int i = 0; i < nl.getLength(); i++) System.out.print(nl.item(i).getTextContent() + " ");
        System.out.println();
        System.out.println(xp.evaluateExpression("count(//n)", ld, Integer.class));
        fails("wf", "<a><b></a>", false);
        fails("attr", "<a x='1' x='2'/>", false);
        fails("ns", "<p:a/>", false);
        fails("ent", "<a>&nope;</a>", false);
        fails("utf", "<a>\u0001</a>", false);
        fails("valid", DOC.replace("id=\"i3\"", "id=\"i1\"").replace("kind=\"y\"", "kind=\"zz\""), true);
        fails("empty", "", false);
        StringBuilder lol = new StringBuilder("<!DOCTYPE l [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 10; i++) lol.append("<!ENTITY a" + i + " '" + ("&a" + (i - 1) + ";").repeat(10) + "'>");
        fails("bomb", lol + "]><l>&a9;</l>", false);
        System.out.println(CatalogFeatures.defaults().get(CatalogFeatures.Feature.RESOLVE));
    }
}
