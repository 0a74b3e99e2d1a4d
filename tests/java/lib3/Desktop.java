// SPDX-License-Identifier: Apache-2.0
// What java.desktop does without a display: geometry, images, codecs, beans, models, sound.
import java.awt.*;
import java.awt.color.*;
import java.awt.event.*;
import java.awt.geom.*;
import java.awt.image.*;
import java.beans.*;
import java.beans.beancontext.*;
import java.io.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.List;
import javax.imageio.*;
import javax.imageio.metadata.*;
import javax.imageio.stream.*;
import javax.print.attribute.standard.*;
import javax.sound.sampled.*;
import javax.sound.midi.*;
import javax.swing.table.*;
import javax.swing.text.*;
import javax.swing.tree.*;
import javax.swing.undo.*;
import javax.swing.event.*;

public class Desktop {
    static void p(Object o) { System.out.println(o); }
    interface B {
        Object r() throws Exception;
    }
    static void t(String n, B b) {
        try {
            p(n + " " + b.r());
        } catch (Throwable e) { p(n + " !! " + e); }
    }
    public static class Person {
        private String name = "n";
        private int age;
        private boolean cool;
        private List<String> tags = new ArrayList<>();
        private Person boss;
        private final PropertyChangeSupport ps = new PropertyChangeSupport(this);
        private final VetoableChangeSupport vs = new VetoableChangeSupport(this);
        public String getName() { return name; }
        public void setName(String s) {
            String o = name;
            name = s;
            ps.firePropertyChange("name", o, s);
        }
        public int getAge() { return age; }
        public void setAge(int a) throws PropertyVetoException {
            vs.fireVetoableChange("age", age, a);
            int o = age;
            age = a;
            ps.firePropertyChange("age", o, a);
        }
        public boolean isCool() { return cool; }
        public void setCool(boolean c) { cool = c; }
        public List<String> getTags() { return tags; }
        public void setTags(List<String> l) { tags = l; }
        public Person getBoss() { return boss; }
        public void setBoss(Person b) { boss = b; }
        public String getIdx(int i) { return tags.get(i); }
        public void setIdx(int i, String s) { tags.set(i, s); }
        public void addPropertyChangeListener(PropertyChangeListener l) { ps.addPropertyChangeListener(l); }
        public void removePropertyChangeListener(PropertyChangeListener l) { ps.removePropertyChangeListener(l); }
        public void addVetoableChangeListener(VetoableChangeListener l) { vs.addVetoableChangeListener(l); }
        public void removeVetoableChangeListener(VetoableChangeListener l) {}
    }
    public static void main(String[] args) throws Exception {
        p(GraphicsEnvironment.isHeadless());
        AffineTransform at = AffineTransform.getRotateInstance(Math.PI / 6);
        at.scale(2, 3);
        at.translate(1, -1);
        p(at + " " + at.createInverse().transform(new Point2D.Double(3, 4), null) + " " + at.getType());
        Path2D path = new Path2D.Double();
        path.moveTo(0, 0);
        path.curveTo(10, 20, 30, -20, 40, 0);
        path.quadTo(50, 30, 20, 40);
        path.closePath();
        p(path.getBounds2D() + " " + path.contains(20, 20) + " " + path.intersects(0, 0, 5, 5));
        FlatteningPathIterator fi = new FlatteningPathIterator(path.getPathIterator(at), 0.5);
        int n = 0;
        double[] c = new double[6];
        double sum = 0;
        for (; !fi.isDone(); fi.next()) {
            fi.currentSegment(c);
            sum += c[0] + c[1];
            n++;
        }
        p(n + " " + sum);
        Area a = new Area(new Ellipse2D.Double(0, 0, 100, 60));
        a.subtract(new Area(new Rectangle(20, 20, 50, 50)));
        a.add(new Area(new RoundRectangle2D.Double(80, 10, 60, 30, 5, 5)));
        a.exclusiveOr(new Area(new Arc2D.Double(0, 0, 80, 80, 30, 200, Arc2D.PIE)));
        p(a.getBounds() + " " + a.isSingular() + " " + a.isPolygonal());
        int in = 0;
        for (int x = 0; x < 140; x += 3)
            for (int y = 0; y < 80; y += 3)
                if (a.contains(x, y)) in++;
        p(in);
        p(new Line2D.Double(0, 0, 10, 10).ptLineDist(5, 0) + " " + Line2D.linesIntersect(0, 0, 5, 5, 0, 5, 5, 0) + " "
                + CubicCurve2D.solveCubic(new double[] {-6, 11, -6, 1}) + " "
                + new BasicStroke(3).createStrokedShape(new Line2D.Double(0, 0, 9, 9)).getBounds2D());
        BufferedImage im = new BufferedImage(64, 48, BufferedImage.TYPE_INT_ARGB);
        t("draw", () -> {
            Graphics2D g = im.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setPaint(new GradientPaint(0, 0, Color.RED, 64, 48, Color.BLUE));
            g.fill(a);
            g.setColor(new Color(0, 255, 0, 128));
            g.setStroke(new BasicStroke(2, 1, 1, 1, new float[] {4, 2}, 0));
            g.draw(path);
            g.setXORMode(Color.WHITE);
            g.fillRect(5, 5, 20, 20);
            g.setPaintMode();
            g.setComposite(AlphaComposite.SrcOver.derive(0.5f));
            g.fillOval(30, 20, 25, 25);
            g.dispose();
            return hash(im);
        });
        for (int type = 1; type <= 13; type++) {
            int ty = type;
            t("type" + type, () -> {
                BufferedImage o = new BufferedImage(64, 48, ty);
                for (int x = 0; x < 64; x++)
                    for (int y = 0; y < 48; y++) o.setRGB(x, y, 0xff000000 | x * 4 << 16 | y * 5 << 8 | x * y & 255);
                return hash(o) + " " + o.getColorModel().getPixelSize() + " "
                        + o.getRaster().getDataBuffer().getClass().getSimpleName();
            });
        }
        t("ops",
                ()
                        -> hash(new ConvolveOp(new Kernel(3, 3, new float[] {0, -1, 0, -1, 5, -1, 0, -1, 0})).filter(im, null))
                        + " "
                        + hash(new AffineTransformOp(AffineTransform.getScaleInstance(2, 0.5), AffineTransformOp.TYPE_BILINEAR)
                                        .filter(im, null))
                        + " " + hash(new RescaleOp(1.5f, 10, null).filter(im, null)) + " "
                        + hash(new LookupOp(new ByteLookupTable(0, table()), null).filter(new BufferedImage(9, 9, 1), null)));
        t("gray", () -> hash(new ColorConvertOp(ColorSpace.getInstance(ColorSpace.CS_GRAY), null).filter(im, null)));
        p(new TreeSet<>(Arrays.asList(ImageIO.getWriterFormatNames())));
        for (String f : new String[] {"png", "gif", "bmp", "wbmp", "jpg", "tiff"})
            t(f, () -> {
                BufferedImage s =
                        new BufferedImage(64, 48, f.equals("wbmp") ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_INT_RGB);
                for (int x = 0; x < 64; x++)
                    for (int y = 0; y < 48; y++) s.setRGB(x, y, (x / 8 + y / 8) % 2 == 0 ? 0xff0000 : 0xffffff);
                ByteArrayOutputStream o = new ByteArrayOutputStream();
                boolean w = ImageIO.write(s, f, o);
                BufferedImage b = ImageIO.read(new ByteArrayInputStream(o.toByteArray()));
                return w + " " + o.size() + " " + Arrays.hashCode(o.toByteArray()) + " " + (b == null ? null : hash(b));
            });
        t("meta", () -> {
            ImageReader r = ImageIO.getImageReadersByFormatName("png").next();
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            ImageIO.write(im, "png", o);
            r.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(o.toByteArray())));
            IIOMetadata m = r.getImageMetadata(0);
            StringBuilder s = new StringBuilder();
            for (org.w3c.dom.Node q = m.getAsTree("javax_imageio_png_1.0").getFirstChild(); q != null; q = q.getNextSibling())
                s.append(q.getNodeName()).append(' ').append(q.getAttributes().getLength()).append(';');
            return s + " " + r.getWidth(0);
        });
        t("badimg", () -> ImageIO.read(new ByteArrayInputStream("\u0089PNG\r\n\u001a\nxxxxxxxxxx".getBytes("ISO-8859-1"))));
        t("color",
                ()
                        -> Arrays.toString(Color.RGBtoHSB(10, 200, 30, null)) + Color.decode("#123456")
                        + Color.getHSBColor(.3f, .5f, .7f).brighter());
        t("font", () -> new Font("Dialog", 1, 12).deriveFont(14.5f).getSize2D());
        t("metrics", () -> im.createGraphics().getFontMetrics().stringWidth("abc") > 0);
        t("robot", Robot::new);
        t("frame", () -> new Frame("x"));
        t("toolkit", () -> Toolkit.getDefaultToolkit().getScreenSize());
        t("clipboard", () -> Toolkit.getDefaultToolkit().getSystemClipboard());
        t("key", () -> javax.swing.KeyStroke.getKeyStroke("ctrl shift A") + " " + KeyEvent.getKeyText(KeyEvent.VK_F5));
        t("queue", () -> {
            String[] r = new String[1];
            EventQueue.invokeAndWait(() -> r[0] = Thread.currentThread().getName() + EventQueue.isDispatchThread());
            return r[0];
        });
        // beans
        BeanInfo bi = Introspector.getBeanInfo(Person.class, Object.class);
        for (PropertyDescriptor d : bi.getPropertyDescriptors())
            p(d.getName() + " " + d.getPropertyType() + " " + d.getReadMethod() + " " + d.getWriteMethod() + " " + d.isBound()
                    + d.isConstrained() + (d instanceof IndexedPropertyDescriptor));
        p(Arrays.stream(bi.getEventSetDescriptors()).map(FeatureDescriptor::getName).sorted().toList());
        Person q = new Person();
        q.addPropertyChangeListener(e -> p("change " + e.getPropertyName() + " " + e.getOldValue() + ">" + e.getNewValue()));
        q.addVetoableChangeListener(e -> {
            if ((int) e.getNewValue() < 0) throw new PropertyVetoException("no " + e.getNewValue(), e);
        });
        q.setName("m");
        q.setName("m");
        q.setAge(4);
        t("veto", () -> {
            q.setAge(-1);
            return 0;
        });
        PropertyEditor pe = PropertyEditorManager.findEditor(Color.class);
        t("editor", () -> {
            pe.setValue(Color.RED);
            return pe.getAsText() + " " + pe.getJavaInitializationString();
        });
        Runnable eh = EventHandler.create(Runnable.class, q, "name", "");
        t("eh", () -> {
            ActionListener al = EventHandler.create(ActionListener.class, q, "name", "actionCommand");
            al.actionPerformed(new ActionEvent(q, 1, "from action"));
            return q.getName();
        });
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        try (XMLEncoder e = new XMLEncoder(bo)) {
            Person x = new Person();
            x.setName("Ünï<&>");
            x.setAge(3);
            x.getTags().add("t1");
            x.setBoss(x);
            e.writeObject(x);
            e.writeObject(new HashMap<>(Map.of("k", new int[] {1, 2})));
            e.writeObject(Color.PINK);
        }
        p(bo.toString("UTF-8"));
        try (XMLDecoder d = new XMLDecoder(new ByteArrayInputStream(bo.toByteArray()))) {
            Person x = (Person) d.readObject();
            p(x.getName() + x.getAge() + x.getTags() + (x.getBoss() == x));
            p(((int[]) ((Map<?, ?>) d.readObject()).get("k"))[1] + " " + d.readObject());
            t("eof", d::readObject);
        }
        t("stmt", () -> {
            Expression ex = new Expression(q, "getName", null);
            new Statement(q, "setCool", new Object[] {true}).execute();
            return ex.getValue() + " " + q.isCool() + " " + ex;
        });
        t("ctx", () -> {
            BeanContextSupport b = new BeanContextSupport();
            b.add("child");
            return b.size() + " " + b.contains("child");
        });
        // models of Swing that need no screen
        DefaultTableModel tm = new DefaultTableModel(new Object[][] {{3, "c"}, {1, "a"}, {2, "b"}}, new Object[] {"n", "s"});
        tm.addTableModelListener(e -> p("table " + e.getType() + " " + e.getFirstRow()));
        tm.addRow(new Object[] {0, "z"});
        tm.setValueAt("y", 0, 1);
        tm.moveRow(0, 0, 2);
        TableRowSorter<DefaultTableModel> rs = new TableRowSorter<>(tm);
        rs.toggleSortOrder(0);
        rs.setRowFilter(javax.swing.RowFilter.regexFilter("[a-y]", 1));
        StringBuilder sb = new StringBuilder();
        for (int i = 0; i < rs.getViewRowCount(); i++) sb.append(tm.getValueAt(rs.convertRowIndexToModel(i), 1));
        p(sb);
        DefaultTreeModel tree = new DefaultTreeModel(new DefaultMutableTreeNode("root"));
        tree.addTreeModelListener(new TreeModelListener() {
            public void treeNodesChanged(TreeModelEvent e) { p(e.getTreePath()); }
            public void treeNodesInserted(TreeModelEvent e) { p("ins " + Arrays.toString(e.getChildIndices())); }
            public void treeNodesRemoved(TreeModelEvent e) {}
            public void treeStructureChanged(TreeModelEvent e) {}
        });
        DefaultMutableTreeNode rt = (DefaultMutableTreeNode) tree.getRoot();
        for (String s : "a b c".split(" ")) tree.insertNodeInto(new DefaultMutableTreeNode(s), rt, 0);
        p(Collections.list(rt.preorderEnumeration()) + " " + rt.getDepth());
        UndoManager um = new UndoManager();
        PlainDocument pd = new PlainDocument();
        pd.addUndoableEditListener(um);
        pd.insertString(0, "hello", null);
        pd.insertString(5, " world\nline2", null);
        pd.remove(0, 2);
        p(pd.getText(0, pd.getLength()));
        um.undo();
        um.undo();
        p(pd.getText(0, pd.getLength()) + um.canRedo());
        um.redo();
        p(pd.getDefaultRootElement().getElementCount());
        t("html", () -> {
            javax.swing.text.html.HTMLDocument h = new javax.swing.text.html.HTMLDocument();
            new javax.swing.text.html.HTMLEditorKit().read(
                    new StringReader("<p>a <b>bold</b> &lt;x&gt;</p><ul><li>1<li>2</ul>"), h, 0);
            return h.getText(0, h.getLength()).replace('\n', '|');
        });
        t("rtf", () -> {
            DefaultStyledDocument sd = new DefaultStyledDocument();
            new javax.swing.text.rtf.RTFEditorKit().read(new StringReader("{\\rtf1 plain {\\b bold}}"), sd, 0);
            return sd.getText(0, sd.getLength()).trim();
        });
        t("mask", () -> new MaskFormatter("(###) UU-AA").valueToString("123abc4"));
        EventListenerList el = new EventListenerList();
        el.add(ChangeListener.class, e -> p("fired"));
        for (ChangeListener l : el.getListeners(ChangeListener.class)) l.stateChanged(null);
        t("audio", () -> {
            byte[] d = new byte[8000];
            for (int i = 0; i < d.length; i++) d[i] = (byte) (100 * Math.sin(i / 5.0));
            AudioInputStream as =
                    new AudioInputStream(new ByteArrayInputStream(d), new AudioFormat(8000, 8, 1, true, false), d.length);
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            AudioSystem.write(as, AudioFileFormat.Type.AIFF, o);
            AudioInputStream b = AudioSystem.getAudioInputStream(new ByteArrayInputStream(o.toByteArray()));
            AudioInputStream w = AudioSystem.getAudioInputStream(new AudioFormat(8000, 16, 1, true, true), b);
            return o.size() + " " + b.getFormat() + " " + Arrays.hashCode(w.readAllBytes());
        });
        t("midi", () -> {
            Sequence s = new Sequence(Sequence.PPQ, 480);
            Track tr = s.createTrack();
            for (int i = 0; i < 8; i++) tr.add(new MidiEvent(new ShortMessage(0x90, 0, 60 + i, 90), i * 120));
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            MidiSystem.write(s, 0, o);
            return o.size() + " " + MidiSystem.getSequence(new ByteArrayInputStream(o.toByteArray())).getTickLength();
        });
        t("media",
                ()
                        -> MediaSizeName.ISO_A4 + " "
                        + MediaSize.getMediaSizeForName(MediaSizeName.ISO_A4).toString(MediaSize.MM, "mm"));
        t("bounds", () -> new TextLayoutHolder().go());
    }
    static class TextLayoutHolder {
        Object go() {
            return new java.awt.font
                           .TextLayout("abc", new Font("Serif", 0, 10), new java.awt.font.FontRenderContext(null, true, true))
                           .getAdvance()
                    > 0;
        }
    }
    static byte[] table() {
        byte[] b = new byte[256];
        for (int i = 0; i < 256; i++) b[i] = (byte) (255 - i);
        return b;
    }
    static String hash(BufferedImage b) {
        int[] d = b.getRGB(0, 0, b.getWidth(), b.getHeight(), null, 0, b.getWidth());
        return b.getWidth() + "x" + b.getHeight() + ":" + Arrays.hashCode(d);
    }
}
