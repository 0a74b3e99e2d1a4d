// SPDX-License-Identifier: Apache-2.0
// XML: DOM, SAX, StAX, XPath, XSLT, validation with a schema, namespaces, entities, errors with
// positions.
import java.io.*;
import java.util.*;
import javax.xml.XMLConstants;
import javax.xml.parsers.*;
import javax.xml.stream.*;
import javax.xml.transform.*;
import javax.xml.transform.dom.*;
import javax.xml.transform.stream.*;
import javax.xml.validation.*;
import javax.xml.xpath.*;
import org.w3c.dom.*;
import org.xml.sax.*;
import org.xml.sax.helpers.DefaultHandler;

public class XmlAll {
    static final String DOC =
            "<?xml version=\"1.0\"?><!DOCTYPE lib [<!ENTITY who \"J&#252;rgen\"><!ELEMENT lib "
            + "ANY>]><lib xmlns:x=\"urn:x\" n=\"1\"><!-- c --><book id=\"b1\" "
            + "price=\"10.5\"><title>One &amp; &who;</title></book><book id='b2' "
            + "price='20'><title><![CDATA[<Two>]]></title><x:tag x:a=\"v\"/></book><?pi "
            + "data?></lib>";
    public static void main(String[] args) throws Exception {
        DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();
        f.setNamespaceAware(true);
        Document d = f.newDocumentBuilder().parse(new InputSource(new StringReader(DOC)));
        Element root = d.getDocumentElement();
        NodeList bs = root.getElementsByTagName("book");
        for (int i = 0; i < bs.getLength(); i++) {
            Element b = (Element) bs.item(i);
            System.out.println(b.getAttribute("id")
                    + b.getElementsByTagName("title").item(0).getTextContent()
                    + b.getChildNodes().getLength());
        }
        System.out.println(root.getElementsByTagNameNS("urn:x", "tag").item(0).getNodeName()
                + root.getFirstChild().getNodeType() + root.getLastChild().getNodeName()
                + d.getDoctype().getName());
        XPath xp = XPathFactory.newInstance().newXPath();
        System.out.println(xp.evaluate("count(//book)", d) + xp.evaluate("sum(//@price)", d)
                + xp.evaluate("//book[@price>15]/title", d)
                + xp.evaluate("string(/lib/book[last()]/@id)", d)
                + xp.evaluate("//book[1]/following-sibling::*/@id", d));
        try {
            xp.compile("//[");
        } catch (XPathExpressionException e) { System.out.println("xpath error"); }
        Element n = d.createElementNS("urn:y", "y:new");
        n.setAttribute("q", "a\"<b");
        n.appendChild(d.createTextNode("t>&"));
        root.appendChild(n);
        root.removeChild(root.getFirstChild());
        Transformer t = TransformerFactory.newInstance().newTransformer();
        t.setOutputProperty(OutputKeys.INDENT, "yes");
        t.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter w = new StringWriter();
        t.transform(new DOMSource(d), new StreamResult(w));
        System.out.println(w);
        StringBuilder sax = new StringBuilder();
        SAXParserFactory.newInstance().newSAXParser().parse(
                new InputSource(new StringReader(DOC)), new DefaultHandler() {
                    @Override
                    public void startElement(String u, String l, String q, Attributes a) {
                        sax.append('<').append(q).append(a.getLength());
                    }
                    @Override
                    public void endElement(String u, String l, String q) {
                        sax.append("/>");
                    }
                    @Override
                    public void characters(char[] c, int s, int len) {
                        sax.append(c, s, len);
                    }
                    @Override
                    public void processingInstruction(String x, String y) {
                        sax.append('?').append(x).append(y);
                    }
                });
        System.out.println(sax);
        XMLStreamReader r =
                XMLInputFactory.newInstance().createXMLStreamReader(new StringReader(DOC));
        StringBuilder ev = new StringBuilder();
        while (r.hasNext())
            ev.append(r.next()).append(r.isStartElement() ? r.getLocalName() : "").append(' ');
        System.out.println(ev);
        StringWriter sw = new StringWriter();
        XMLStreamWriter xw = XMLOutputFactory.newInstance().createXMLStreamWriter(sw);
        xw.writeStartDocument();
        xw.writeStartElement("a");
        xw.writeAttribute("b", "<&\">");
        xw.writeCharacters("x<y");
        xw.writeEmptyElement("e");
        xw.writeComment("c");
        xw.writeEndDocument();
        xw.close();
        System.out.println(sw);
        for (String bad : new String[] {"<a>", "<a><b></a>", "<a b=1/>", "", "<a/><b/>",
                     "<a>&undef;</a>", "<a b='1' b='2'/>", "<x:a/>", "<a>\u0001</a>", "text"})
            try {
                DocumentBuilder db = f.newDocumentBuilder();
                db.setErrorHandler(null);
                db.setErrorHandler(new DefaultHandler());
                db.parse(new InputSource(new StringReader(bad)));
                System.out.println("ok " + bad);
            } catch (SAXParseException e) {
                System.out.println(
                        e.getLineNumber() + ":" + e.getColumnNumber() + " " + e.getMessage());
            }
        String xsl = "<xsl:stylesheet version='1.0' "
                     + "xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:output "
                     + "method='text'/><xsl:template match='/'><xsl:for-each "
                     + "select='//book'><xsl:sort select='@price' order='descending' "
                     + "data-type='number'/><xsl:value-of select='@id'/>=<xsl:value-of "
                     + "select='format-number(@price * 2, \"0.00\")'/>;<xsl:if "
                     + "test='position()=last()'>end</xsl:if></xsl:for-each></xsl:template></"
                     + "xsl:stylesheet>";
        StringWriter xo = new StringWriter();
        TransformerFactory.newInstance()
                .newTransformer(new StreamSource(new StringReader(xsl)))
                .transform(new StreamSource(new StringReader(DOC)), new StreamResult(xo));
        System.out.println(xo);
        String xsd = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element "
                     + "name='p'><xs:complexType><xs:sequence><xs:element name='n' type='xs:int' "
                     + "maxOccurs='2'/></xs:sequence><xs:attribute name='d' type='xs:date' "
                     + "use='required'/></xs:complexType></xs:element></xs:schema>";
        Schema s = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                           .newSchema(new StreamSource(new StringReader(xsd)));
        for (String x : new String[] {"<p d='2024-01-01'><n>1</n></p>", "<p><n>1</n></p>",
                     "<p d='x'><n>1</n></p>", "<p d='2024-01-01'><n>z</n></p>",
                     "<p d='2024-01-01'/>"})
            try {
                s.newValidator().validate(new StreamSource(new StringReader(x)));
                System.out.println("valid");
            } catch (SAXException e) { System.out.println(e.getMessage()); }
    }
}
