<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AddressDialog</name>
    <message>
        <source>&amp;Address of a camera or a video in the network</source>
        <translation>网络摄像头或网络视频的地址(&amp;A)</translation>
    </message>
    <message>
        <source>An address begins with %1 or the like.</source>
        <translation>地址应以 %1 之类开头。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open an address</source>
        <translation>打开地址</translation>
    </message>
    <message>
        <source>The name of the server is missing after “://”.</source>
        <translation>“://”后面缺少服务器名称。</translation>
    </message>
</context>
<context>
    <name>BackgroundRows</name>
    <message>
        <source>Alike</source>
        <translation>不区分</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Paints the background in the styles that are chosen now; then choose others for the person</source>
        <translation>用当前所选的风格绘制背景；然后可为人物另选风格</translation>
    </message>
    <message>
        <source>Person and background are painted alike</source>
        <translation>人物和背景用同样的方式绘制</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Take the styles chosen now</source>
        <translation>采用当前所选风格</translation>
    </message>
    <message>
        <source>The background is painted in styles of its own</source>
        <translation>背景用自己的风格绘制</translation>
    </message>
    <message>
        <source>The background is the camera&apos;s own picture</source>
        <translation>背景保持摄像头的原画面</translation>
    </message>
    <message>
        <source>The background is the camera&apos;s own picture, blurred</source>
        <translation>背景是模糊后的摄像头原画面</translation>
    </message>
</context>
<context>
    <name>CameraRows</name>
    <message>
        <source>%1 fps</source>
        <translation>%1 fps</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Camera device</source>
        <translation>摄像头设备</translation>
    </message>
    <message>
        <source>Camera rate</source>
        <translation>摄像头帧率</translation>
    </message>
    <message>
        <source>Camera size</source>
        <translation>摄像头尺寸</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Filled, edges cut off</source>
        <translation>填满，裁掉边缘</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适配</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>帧率</translation>
    </message>
    <message>
        <source>How large a picture other programs get</source>
        <translation>其他程序得到的画面大小</translation>
    </message>
    <message>
        <source>How many pictures a second other programs get</source>
        <translation>其他程序每秒得到的画面数</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>无画面时</translation>
    </message>
    <message>
        <source>Show the painting to video calls and other programs as a camera (V)</source>
        <translation>把画作为摄像头提供给视频通话和其他程序（V）</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>What becomes of a picture of another shape than the camera&apos;s</source>
        <translation>画面形状与摄像头不同时如何处理</translation>
    </message>
    <message>
        <source>Which device other programs find the painting at</source>
        <translation>其他程序从哪个设备看到画作</translation>
    </message>
    <message>
        <source>Whole, between bars</source>
        <translation>完整，两侧留黑边</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Paint the region here</source>
        <translation>在此涂画区域</translation>
    </message>
</context>
<context>
    <name>CardPicker</name>
    <message>
        <source>A colour…</source>
        <translation>颜色…</translation>
    </message>
    <message>
        <source>A picture…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>Choose a colour</source>
        <translation>选择颜色</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>图片 (%1)</translation>
    </message>
    <message>
        <source>What the camera shows while there is no picture to paint</source>
        <translation>没有画面可画时摄像头显示的内容</translation>
    </message>
    <message>
        <source>Without a picture</source>
        <translation>无画面时</translation>
    </message>
    <message>
        <source>stylecam&apos;s notice</source>
        <translation>stylecam 的提示</translation>
    </message>
</context>
<context>
    <name>ChipRow</name>
    <message>
        <source>Shelves</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>显示：%1</translation>
    </message>
</context>
<context>
    <name>Collection</name>
    <message>
        <source>%1: no pictures in this folder; stylecam reads PNG, JPEG, WebP, GIF, TIFF and BMP</source>
        <translation>%1：此文件夹中没有图片；stylecam 可读取 PNG、JPEG、WebP、GIF、TIFF 和 BMP</translation>
    </message>
    <message>
        <source>Already there: %1</source>
        <translation>已有此风格：%1</translation>
    </message>
    <message>
        <source>Not read either: %1 more</source>
        <translation>另有 %1 个也无法读取</translation>
    </message>
    <message>
        <source>Styles added: %1</source>
        <translation>已添加风格：%1 个</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>already there: %1</source>
        <translation>已有：%1 个</translation>
    </message>
    <message>
        <source>“%1” is removed</source>
        <translation>已移除“%1”</translation>
    </message>
</context>
<context>
    <name>DevicesPanel</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Flip the picture left to right (M)</source>
        <translation>左右翻转画面 (M)</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>帧率</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Painting</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>There is no other</source>
        <translation>没有其他模型</translation>
    </message>
    <message>
        <source>This machine has no other</source>
        <translation>本机没有其他计算设备</translation>
    </message>
    <message>
        <source>What the picture is painted on</source>
        <translation>用什么硬件来绘制画面</translation>
    </message>
    <message>
        <source>Which network paints the picture</source>
        <translation>用哪个神经网络绘制画面</translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>Looking at this machine …</source>
        <translation>正在检查本机…</translation>
    </message>
    <message>
        <source>The report is on the clipboard: paste it where you ask for help.</source>
        <translation>诊断报告已复制到剪贴板：求助时粘贴即可。</translation>
    </message>
</context>
<context>
    <name>Downloader</name>
    <message>
        <source>a page, not a picture; drag the picture itself</source>
        <translation>这是网页而不是图片，请拖动图片本身</translation>
    </message>
    <message>
        <source>it is larger than %1 MB; scale it down</source>
        <translation>图片超过 %1 MB，请先缩小</translation>
    </message>
    <message>
        <source>nothing came for %1 s; try again</source>
        <translation>等待 %1 秒仍无数据，请重试</translation>
    </message>
    <message>
        <source>the server refuses it (%1); save the picture and add the file</source>
        <translation>服务器拒绝访问（%1），请先保存图片，再添加文件</translation>
    </message>
</context>
<context>
    <name>DropHint</name>
    <message>
        <source>Drop to add as a style</source>
        <translation>松开即可添加为风格</translation>
    </message>
</context>
<context>
    <name>Easel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>已完成。</translation>
    </message>
    <message>
        <source>Ended. This is the best painting so far.</source>
        <translation>已停止。这是目前最好的画面。</translation>
    </message>
    <message>
        <source>Ending …</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Ends it; the best painting so far is kept</source>
        <translation>停止绘制；保留目前最好的画面</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>It goes on meanwhile</source>
        <translation>绘制会继续进行</translation>
    </message>
    <message>
        <source>Painting slowly</source>
        <translation>慢速绘制</translation>
    </message>
    <message>
        <source>The painting</source>
        <translation>绘制结果</translation>
    </message>
    <message>
        <source>The painting so far</source>
        <translation>目前的绘制结果</translation>
    </message>
    <message>
        <source>from coarse to fine: %1 of %2</source>
        <translation>由粗到细：第 %1 步，共 %2 步</translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>FormatPickers</name>
    <message>
        <source>%1 fps</source>
        <translation>%1 fps</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>帧率</translation>
    </message>
    <message>
        <source>How large a picture the camera gives</source>
        <translation>摄像头画面的大小</translation>
    </message>
    <message>
        <source>How many pictures a second the camera gives</source>
        <translation>摄像头每秒提供的画面数</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>The camera does not say what it can give</source>
        <translation>摄像头没有说明支持哪些格式</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add picture files as styles; or drop pictures anywhere in the window</source>
        <translation>将图片文件添加为风格；也可以把图片拖到窗口任意位置</translation>
    </message>
    <message>
        <source>Add pictures as styles</source>
        <translation>将图片添加为风格</translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation>添加图片…</translation>
    </message>
    <message>
        <source>Add styles</source>
        <translation>添加风格</translation>
    </message>
    <message>
        <source>Add the pictures of a folder</source>
        <translation>添加文件夹中的图片</translation>
    </message>
    <message>
        <source>Add to mix</source>
        <translation>加入混合</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选用</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Paint the background in it</source>
        <translation>用它绘制背景</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>粘贴图片</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>图片 (%1)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Show file in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Take out of mix</source>
        <translation>移出混合</translation>
    </message>
    <message>
        <source>Undo removing</source>
        <translation>撤销移除</translation>
    </message>
    <message>
        <source>What is “%1” to be called?</source>
        <translation>要将“%1”改名为什么？</translation>
    </message>
</context>
<context>
    <name>IntakeProgress</name>
    <message>
        <source>Adding %1 of %2</source>
        <translation>正在添加第 %1 张，共 %2 张</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Fetching: %1 MB</source>
        <translation>正在下载：%1 MB</translation>
    </message>
    <message>
        <source>Pictures taken in</source>
        <translation>已添加的图片</translation>
    </message>
    <message>
        <source>Take in no more pictures</source>
        <translation>不再添加其余图片</translation>
    </message>
</context>
<context>
    <name>Job</name>
    <message>
        <source>%1: cannot be started (%2)</source>
        <translation>%1：无法启动（%2）</translation>
    </message>
    <message>
        <source>%1: the program that repaints it ended with code %2</source>
        <translation>%1：重绘程序意外退出，代码为 %2</translation>
    </message>
</context>
<context>
    <name>LabelledSlider</name>
    <message>
        <source>Reset %1</source>
        <translation>重置%1</translation>
    </message>
</context>
<context>
    <name>Learning</name>
    <message>
        <source>Empty background</source>
        <translation>空背景</translation>
    </message>
    <message>
        <source>Learn the empty background…</source>
        <translation>学习空背景…</translation>
    </message>
    <message>
        <source>Learning the background</source>
        <translation>正在学习背景</translation>
    </message>
    <message>
        <source>Leave the picture</source>
        <translation>请离开画面</translation>
    </message>
    <message>
        <source>Looks at the picture without you, and knows you from then on by what has changed</source>
        <translation>先看没有您的画面，此后凭画面的变化认出您</translation>
    </message>
    <message>
        <source>Stay out of the picture</source>
        <translation>请不要进入画面</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The empty background is learned. You can come back into the picture.</source>
        <translation>空背景已学会。您可以回到画面中。</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Go on painting</source>
        <translation>继续重绘</translation>
    </message>
</context>
<context>
    <name>LookList</name>
    <message>
        <source>%1, shown now</source>
        <translation>%1，当前显示</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>预设</translation>
    </message>
</context>
<context>
    <name>LooksPanel</name>
    <message>
        <source>%1, strength %2</source>
        <translation>%1，强度 %2</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Add a look from a file</source>
        <translation>从文件添加预设</translation>
    </message>
    <message>
        <source>Added to the looks: %1</source>
        <translation>已添加到预设：%1</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Cannot be shown</source>
        <translation>无法显示</translation>
    </message>
    <message>
        <source>Export the look</source>
        <translation>导出预设</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Give it another name (F2)</source>
        <translation>更改名称 (F2)</translation>
    </message>
    <message>
        <source>Import a look</source>
        <translation>导入预设</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Keep what you see now under a name</source>
        <translation>将当前效果命名保存</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Looks (*%1)</source>
        <translation>预设 (*%1)</translation>
    </message>
    <message>
        <source>No looks yet. Save the one you see to find it again.</source>
        <translation>还没有预设。保存当前效果，以后即可随时取用。</translation>
    </message>
    <message>
        <source>Paint as this look says (Enter)</source>
        <translation>按此预设绘制 (Enter)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Removed: %1</source>
        <translation>已移除：%1</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Rename the look</source>
        <translation>重命名预设</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the look</source>
        <translation>保存预设</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Take it from the list (Delete)</source>
        <translation>从列表中移除 (Delete)</translation>
    </message>
    <message>
        <source>There is a look of this name already.</source>
        <translation>已有同名预设。</translation>
    </message>
    <message>
        <source>There is a look of this name; the new one takes its place.</source>
        <translation>已有同名预设，保存后将被替换。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Write it to a file that works elsewhere too</source>
        <translation>写入文件，在其他电脑上也能使用</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;About stylecam</source>
        <translation>关于 stylecam(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Add pictures as styles…</source>
        <translation>将图片添加为风格(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Before and after</source>
        <translation>前后对比(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Burst of stills</source>
        <translation>连拍快照(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>复制诊断信息(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>复制画面(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Export look…</source>
        <translation>导出预设(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Favourite</source>
        <translation>收藏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Import look…</source>
        <translation>导入预设(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>放大文字(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Mirror</source>
        <translation>镜像(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Next style</source>
        <translation>下一个风格(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Numbers on the picture</source>
        <translation>在画面上显示数据(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open video or picture…</source>
        <translation>打开视频或图片(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Original</source>
        <translation>原图(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Output</source>
        <translation>输出(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Panel</source>
        <translation>侧边栏(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Pause the recording</source>
        <translation>暂停录制(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Picture</source>
        <translation>画面(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Previous style</source>
        <translation>上一个风格(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Random style</source>
        <translation>随机风格(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>录制(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save look…</source>
        <translation>保存预设(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>缩小文字(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Still</source>
        <translation>快照(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Stronger</source>
        <translation>增强(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Style</source>
        <translation>风格(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Style in the corner</source>
        <translation>角落显示风格图(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Use this frame as style</source>
        <translation>将当前画面用作风格(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Virtual camera</source>
        <translation>虚拟摄像头(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Weaker</source>
        <translation>减弱(&amp;W)</translation>
    </message>
    <message>
        <source>Bring back what was removed</source>
        <translation>恢复已移除的风格</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>跟随系统配色</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>F&amp;ind a style</source>
        <translation>查找风格(&amp;I)</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>跟随系统语言</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>退出全屏</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Next back&amp;ground</source>
        <translation>下一种背景(&amp;G)</translation>
    </message>
    <message>
        <source>Open &amp;address…</source>
        <translation>打开地址(&amp;A)…</translation>
    </message>
    <message>
        <source>Paint this still slo&amp;wly…</source>
        <translation>慢速绘制此快照(&amp;W)…</translation>
    </message>
    <message>
        <source>Paste picture as style</source>
        <translation>将图片粘贴为风格</translation>
    </message>
    <message>
        <source>Re&amp;paint a file…</source>
        <translation>重绘文件(&amp;P)…</translation>
    </message>
    <message>
        <source>S&amp;tream</source>
        <translation>网络流(&amp;T)</translation>
    </message>
    <message>
        <source>Show the devices</source>
        <translation>显示设备</translation>
    </message>
    <message>
        <source>Show the looks</source>
        <translation>显示预设</translation>
    </message>
    <message>
        <source>Show the mixer</source>
        <translation>显示混合</translation>
    </message>
    <message>
        <source>Show the output</source>
        <translation>显示输出</translation>
    </message>
    <message>
        <source>Show the regions</source>
        <translation>显示区域</translation>
    </message>
    <message>
        <source>Show the styles</source>
        <translation>显示风格</translation>
    </message>
    <message>
        <source>Still in %1 s</source>
        <translation>%1 秒后快照</translation>
    </message>
    <message>
        <source>Stills as JPEG</source>
        <translation>快照存为 JPEG</translation>
    </message>
    <message>
        <source>Stills as PNG</source>
        <translation>快照存为 PNG</translation>
    </message>
    <message>
        <source>Stills as WebP</source>
        <translation>快照存为 WebP</translation>
    </message>
    <message>
        <source>Stills with the &amp;original beside</source>
        <translation>快照附带原图(&amp;O)</translation>
    </message>
    <message>
        <source>Style %1</source>
        <translation>风格 %1</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>MixPad</name>
    <message>
        <source>Drag to mix the styles</source>
        <translation>拖动以混合风格</translation>
    </message>
    <message>
        <source>Mix of styles</source>
        <translation>风格混合</translation>
    </message>
    <message>
        <source>Take %1 out of the mix</source>
        <translation>将 %1 移出混合</translation>
    </message>
</context>
<context>
    <name>Mixer</name>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>%1× the pixels</source>
        <translation>%1 倍像素</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>笔触大小</translation>
    </message>
    <message>
        <source>Camera&apos;s colours</source>
        <translation>保留摄像头的颜色</translation>
    </message>
    <message>
        <source>Click a style to paint in it</source>
        <translation>点击一个风格，用它来绘制</translation>
    </message>
    <message>
        <source>Cross-fade</source>
        <translation>淡入淡出</translation>
    </message>
    <message>
        <source>Ctrl+click another style to mix</source>
        <translation>按住 Ctrl 点击另一个风格即可混合</translation>
    </message>
    <message>
        <source>How long the picture takes to turn from one style into another</source>
        <translation>画面从一种风格过渡到另一种风格所需的时间</translation>
    </message>
    <message>
        <source>How much of the painting is in the picture; 0 % is the camera&apos;s own picture (Up, Down)</source>
        <translation>画面中画作所占的比例；0% 即摄像头原图（上、下方向键）</translation>
    </message>
    <message>
        <source>Larger paints broader strokes, faster; smaller paints finer strokes, slower</source>
        <translation>越大笔触越粗、速度越快；越小笔触越细、速度越慢</translation>
    </message>
    <message>
        <source>Longer keeps the painting steadier; shorter lets it follow a change of light faster</source>
        <translation>时间越长画面越稳定；越短则越快跟上光线变化</translation>
    </message>
    <message>
        <source>Luminance</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>The camera&apos;s hues under the painting&apos;s light and dark</source>
        <translation>保留摄像头的色相，只取画作的明暗</translation>
    </message>
    <message>
        <source>The painting&apos;s own colours</source>
        <translation>使用画作自身的颜色</translation>
    </message>
    <message>
        <source>The painting, its colours shifted to the camera&apos;s</source>
        <translation>保留画作，颜色向摄像头画面靠拢</translation>
    </message>
    <message>
        <source>The styles stay, in equal parts; strength, sliders and colour go back to where they began</source>
        <translation>保留风格并平均分配；强度、各滑块和颜色恢复为初始值</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>OutputState</name>
    <message>
        <source>%1 frames dropped</source>
        <translation>丢弃 %1 帧</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>On, nobody looks</source>
        <translation>已开启，无人观看</translation>
    </message>
    <message>
        <source>On, viewers: %1</source>
        <translation>已开启，观看者：%1</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <translation>已暂停，%1</translation>
    </message>
    <message>
        <source>Recording, %1</source>
        <translation>正在录制，%1</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / 共 %2</translation>
    </message>
    <message>
        <source>camera to screen</source>
        <translation>画面延迟</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>丢帧</translation>
    </message>
    <message>
        <source>engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>painting</source>
        <translation>绘制耗时</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>帧率</translation>
    </message>
    <message>
        <source>size</source>
        <translation>尺寸</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>What to choose</source>
        <translation>选择内容</translation>
    </message>
</context>
<context>
    <name>PlaybackBar</name>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go to another moment of the recording (arrow keys: 5 seconds)</source>
        <translation>跳到视频的其他时刻（方向键：5 秒）</translation>
    </message>
    <message>
        <source>Hold the recording&apos;s picture</source>
        <translation>定格视频画面</translation>
    </message>
    <message>
        <source>Let the recording go on</source>
        <translation>继续播放视频</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>Reception</name>
    <message>
        <source>No picture to paste; copy one first</source>
        <translation>没有可粘贴的图片，请先复制一张</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>It is recorded on without sound: %1</source>
        <translation>录制继续，但没有声音：%1</translation>
    </message>
    <message>
        <source>Nothing was recorded: no picture came.</source>
        <translation>没有录到内容：没有收到画面。</translation>
    </message>
    <message>
        <source>Saved: %1, and the original beside it</source>
        <translation>已保存：%1，并附原图</translation>
    </message>
</context>
<context>
    <name>RecordingRows</name>
    <message>
        <source>%1 is not there yet; the first recording makes it.</source>
        <translation>%1 尚不存在；第一次录制时会创建。</translation>
    </message>
    <message>
        <source>A better recording is a larger file</source>
        <translation>录制质量越高，文件越大</translation>
    </message>
    <message>
        <source>A larger picture is scaled down in the recording</source>
        <translation>录制时会缩小更大的画面</translation>
    </message>
    <message>
        <source>Also the original</source>
        <translation>同时录制原画面</translation>
    </message>
    <message>
        <source>As painted</source>
        <translation>与画作相同</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>GIF, 10 seconds at most</source>
        <translation>GIF，最长 10 秒</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Largest size</source>
        <translation>最大尺寸</translation>
    </message>
    <message>
        <source>Leave out what comes from now on (Ctrl+Shift+R)</source>
        <translation>不录制此后的画面（Ctrl+Shift+R）</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Not recording</source>
        <translation>未在录制</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the folder of recordings</source>
        <translation>打开录制文件夹</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Processor only</source>
        <translation>仅用处理器</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Record the camera&apos;s own picture into a second file</source>
        <translation>把摄像头的原画面录制到另一个文件</translation>
    </message>
    <message>
        <source>Record the painted picture (Ctrl+R)</source>
        <translation>录制画作（Ctrl+R）</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the recording to change this</source>
        <translation>停止录制后才能更改</translation>
    </message>
    <message>
        <source>WebP, 10 seconds at most</source>
        <translation>WebP，最长 10 秒</translation>
    </message>
    <message>
        <source>What kind of file a recording is</source>
        <translation>录制文件的类型</translation>
    </message>
    <message>
        <source>What makes the file while the picture is painted</source>
        <translation>作画时由什么来编码文件</translation>
    </message>
</context>
<context>
    <name>Regions</name>
    <message>
        <source>A network finds the person.</source>
        <translation>由神经网络找出人物。</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Nothing finds the person yet.</source>
        <translation>目前还没有办法找出人物。</translation>
    </message>
    <message>
        <source>The learned background finds the person.</source>
        <translation>凭学到的背景找出人物。</translation>
    </message>
</context>
<context>
    <name>RegionsPanel</name>
    <message>
        <source>A grey picture: what is white is the region</source>
        <translation>一张灰度图片：白色的部分就是区域</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Choose a mask</source>
        <translation>选择蒙版</translation>
    </message>
    <message>
        <source>From a picture…</source>
        <translation>来自图片…</translation>
    </message>
    <message>
        <source>Paint a region</source>
        <translation>涂画区域</translation>
    </message>
    <message>
        <source>Paint a region with a brush, over the picture</source>
        <translation>用画笔在画面上涂出一个区域</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>图片 (%1)</translation>
    </message>
    <message>
        <source>Regions of the picture</source>
        <translation>画面中的区域</translation>
    </message>
    <message>
        <source>With a camera that stands still, parts of its picture can be treated in ways of their own.</source>
        <translation>摄像头固定不动时，画面的各个部分可以分别处理。</translation>
    </message>
</context>
<context>
    <name>RenderBar</name>
    <message>
        <source>%1 more after it</source>
        <translation>之后还有 %1 个</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Ending …</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Ends it; what is painted already is kept</source>
        <translation>停止重绘；已完成的部分会保留</translation>
    </message>
    <message>
        <source>Repainting %1</source>
        <translation>正在重绘 %1</translation>
    </message>
</context>
<context>
    <name>RenderDialog</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a video or a picture</source>
        <translation>选择视频或图片</translation>
    </message>
    <message>
        <source>Choose one, or drop it here</source>
        <translation>选择一个，或拖到这里</translation>
    </message>
    <message>
        <source>Choose the video or the picture to repaint</source>
        <translation>选择要重绘的视频或图片</translation>
    </message>
    <message>
        <source>Choose where to write the painted file</source>
        <translation>选择输出文件的保存位置</translation>
    </message>
    <message>
        <source>Flip left to right</source>
        <translation>左右翻转</translation>
    </message>
    <message>
        <source>Flips the painted file, as a mirror does</source>
        <translation>像镜子一样翻转输出文件</translation>
    </message>
    <message>
        <source>In the file&apos;s own size</source>
        <translation>保持文件的原始尺寸</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>效果</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>Off: %1, as the live picture is painted</source>
        <translation>关闭：按实时画面的尺寸 %1 绘制</translation>
    </message>
    <message>
        <source>Painted file</source>
        <translation>输出文件</translation>
    </message>
    <message>
        <source>Repaint a file</source>
        <translation>重绘文件</translation>
    </message>
    <message>
        <source>Replace and start</source>
        <translation>替换并开始</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>That file is being written already; choose another name.</source>
        <translation>该文件正在写入，请另取名称。</translation>
    </message>
    <message>
        <source>That is the file itself; choose another name for the painted one.</source>
        <translation>这就是原文件，请为输出文件另取名称。</translation>
    </message>
    <message>
        <source>The file to repaint is not there any more.</source>
        <translation>要重绘的文件已不存在。</translation>
    </message>
    <message>
        <source>The folder for the painted file is not there.</source>
        <translation>输出文件所在的文件夹不存在。</translation>
    </message>
    <message>
        <source>The painted file&apos;s name must end in one of: %1</source>
        <translation>输出文件的扩展名必须是以下之一：%1</translation>
    </message>
    <message>
        <source>There is a file of this name; the painted one takes its place.</source>
        <translation>已有同名文件，将被输出文件替换。</translation>
    </message>
    <message>
        <source>Video or picture</source>
        <translation>视频或图片</translation>
    </message>
    <message>
        <source>Videos and pictures (%1)</source>
        <translation>视频和图片 (%1)</translation>
    </message>
    <message>
        <source>Write the painted file</source>
        <translation>保存输出文件</translation>
    </message>
</context>
<context>
    <name>Rendering</name>
    <message>
        <source>%1 frames</source>
        <translation>%1 帧</translation>
    </message>
    <message>
        <source>A file is still being repainted. Close stylecam all the same?</source>
        <translation>仍有文件正在重绘。仍要关闭 stylecam 吗？</translation>
    </message>
    <message>
        <source>Ended before there was anything to keep.</source>
        <translation>已停止，还没有可保存的内容。</translation>
    </message>
    <message>
        <source>Ended. What was painted: %1</source>
        <translation>已停止。已完成的部分：%1</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>What is painted already is kept in a file that plays.</source>
        <translation>已完成的部分会保存为可播放的文件。</translation>
    </message>
    <message>
        <source>about %1 h %2 min left</source>
        <translation>剩余约 %1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>剩余约 %1 分钟</translation>
    </message>
    <message>
        <source>brush %1</source>
        <translation>笔触 %1</translation>
    </message>
    <message>
        <source>keeps the file&apos;s hues</source>
        <translation>保留文件的色相</translation>
    </message>
    <message>
        <source>keeps the file&apos;s palette</source>
        <translation>保留文件的配色</translation>
    </message>
    <message>
        <source>strength %1</source>
        <translation>强度 %1</translation>
    </message>
    <message>
        <source>under 1 min left</source>
        <translation>剩余不到 1 分钟</translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>An unfinished recording was saved: %1</source>
        <translation>已保存一段未完成的录制：%1</translation>
    </message>
    <message>
        <source>Unfinished recordings were saved: %1</source>
        <translation>已保存未完成的录制：%1</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>Paint on region %1</source>
        <translation>涂画区域 %1</translation>
    </message>
    <message>
        <source>Region %1</source>
        <translation>区域 %1</translation>
    </message>
    <message>
        <source>Remove region %1</source>
        <translation>移除区域 %1</translation>
    </message>
    <message>
        <source>The styles chosen now</source>
        <translation>当前所选风格</translation>
    </message>
    <message>
        <source>What becomes of this region of the picture</source>
        <translation>画面的这个区域如何处理</translation>
    </message>
</context>
<context>
    <name>SearchLine</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search styles</source>
        <translation>搜索风格</translation>
    </message>
    <message>
        <source>Show the styles with these words in name, author or category</source>
        <translation>显示名称、作者或类别中含有这些词的风格</translation>
    </message>
</context>
<context>
    <name>ShareBar</name>
    <message>
        <source>How much of %1 is in the picture; the others share the rest</source>
        <translation>%1 在画面中的占比；其余由其他风格分配</translation>
    </message>
    <message>
        <source>Share of %1</source>
        <translation>%1 的占比</translation>
    </message>
</context>
<context>
    <name>ShareList</name>
    <message>
        <source>Take %1 out of the mix</source>
        <translation>将 %1 移出混合</translation>
    </message>
</context>
<context>
    <name>Shelves</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Craft</source>
        <translation>工艺</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>素描</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Masters</source>
        <translation>名家</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Modern</source>
        <translation>现代</translation>
    </message>
    <message>
        <source>No favourites yet: press F or the star on a style</source>
        <translation>还没有收藏：按 F 键或点击风格上的星标</translation>
    </message>
    <message>
        <source>No style matches “%1”</source>
        <translation>没有匹配“%1”的风格</translation>
    </message>
    <message>
        <source>No styles yet: drop pictures here</source>
        <translation>还没有风格：把图片拖到这里</translation>
    </message>
    <message>
        <source>Nothing used yet: choose a style</source>
        <translation>还没有用过任何风格：选择一个吧</translation>
    </message>
    <message>
        <source>Painting</source>
        <translation>绘画</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>版画</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>The style at that place of the gallery</source>
        <translation>风格库中对应位置的风格</translation>
    </message>
</context>
<context>
    <name>SizePickers</name>
    <message>
        <source>%1 fps</source>
        <translation>%1 fps</translation>
    </message>
    <message>
        <source>As the source</source>
        <translation>与来源相同</translation>
    </message>
    <message>
        <source>Automatic (%1 fps)</source>
        <translation>自动（%1 fps）</translation>
    </message>
    <message>
        <source>Larger shows finer strokes, smaller is faster</source>
        <translation>尺寸越大笔触越精细，越小速度越快</translation>
    </message>
    <message>
        <source>Processing size</source>
        <translation>处理尺寸</translation>
    </message>
    <message>
        <source>Rate to keep</source>
        <translation>要保持的帧率</translation>
    </message>
    <message>
        <source>Where the machine is too slow for it, the picture is painted smaller and enlarged</source>
        <translation>电脑速度不够时，会以较小的尺寸绘制再放大</translation>
    </message>
</context>
<context>
    <name>SlowJob</name>
    <message>
        <source>%1: cannot be written; make room there</source>
        <translation>%1：无法写入；请腾出空间</translation>
    </message>
</context>
<context>
    <name>Slowly</name>
    <message>
        <source>A picture is still being painted. Close stylecam all the same?</source>
        <translation>仍在慢速绘制一张画面。确定要关闭 stylecam 吗？</translation>
    </message>
    <message>
        <source>Ended before there was anything to keep.</source>
        <translation>已停止，还没有可保存的内容。</translation>
    </message>
    <message>
        <source>Ended. The best painting so far: %1</source>
        <translation>已停止。目前最好的画面：%1</translation>
    </message>
    <message>
        <source>It goes on being painted; “Paint this still slowly” in the Output menu shows it again.</source>
        <translation>绘制会继续进行；通过“输出”菜单中的“慢速绘制此快照”可再次显示。</translation>
    </message>
    <message>
        <source>None that can be painted slowly</source>
        <translation>没有可用于慢速绘制的风格</translation>
    </message>
    <message>
        <source>Of the masters only statistics are here, and this needs a style&apos;s picture.</source>
        <translation>大师作品只附带统计数据，而慢速绘制需要风格的图片。</translation>
    </message>
    <message>
        <source>Strength %1</source>
        <translation>强度 %1</translation>
    </message>
    <message>
        <source>The best painting so far is kept.</source>
        <translation>目前最好的画面会被保留。</translation>
    </message>
    <message>
        <source>There is no picture to paint yet.</source>
        <translation>还没有可绘制的画面。</translation>
    </message>
    <message>
        <source>This paints in one style: the strongest of the mix whose picture is here.</source>
        <translation>慢速绘制只用一种风格：混合中附带图片的最强的一种。</translation>
    </message>
    <message>
        <source>a few minutes</source>
        <translation>几分钟</translation>
    </message>
    <message>
        <source>brush %1</source>
        <translation>笔触 %1</translation>
    </message>
    <message>
        <source>half an hour or more</source>
        <translation>半小时或更久</translation>
    </message>
    <message>
        <source>keeps the camera&apos;s hues</source>
        <translation>保留摄像头的色相</translation>
    </message>
    <message>
        <source>keeps the camera&apos;s palette</source>
        <translation>保留摄像头的配色</translation>
    </message>
    <message>
        <source>ten minutes or so</source>
        <translation>十分钟左右</translation>
    </message>
</context>
<context>
    <name>SlowlyDialog</name>
    <message>
        <source>%1 pixels: %2, and longer while the live picture takes the processor.</source>
        <translation>%1 像素：%2；实时画面占用处理器时会更久。</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose vgg_normalised.pth and decoder.pth</source>
        <translation>选择 vgg_normalised.pth 和 decoder.pth</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Importing …</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>Longest side</source>
        <translation>最长边</translation>
    </message>
    <message>
        <source>Paint this still slowly</source>
        <translation>慢速绘制此快照</translation>
    </message>
    <message>
        <source>Saved in</source>
        <translation>保存位置</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>The camera&apos;s picture</source>
        <translation>摄像头画面</translation>
    </message>
    <message>
        <source>This needs the weights of VGG-19, which do not ship: run “%1”, or import the published files.</source>
        <translation>这需要未随软件附带的 VGG-19 权重：请运行“%1”，或导入已发布的文件。</translation>
    </message>
    <message>
        <source>Weights (%1)</source>
        <translation>权重 (%1)</translation>
    </message>
</context>
<context>
    <name>SoundRows</name>
    <message>
        <source>How loud the microphone is; red is too loud</source>
        <translation>麦克风的音量；红色表示过响</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Microphone level</source>
        <translation>麦克风音量</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>无声音</translation>
    </message>
    <message>
        <source>Record silence from now on, also while a recording runs</source>
        <translation>从现在起录制静音，录制过程中也可以</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>The system&apos;s microphone</source>
        <translation>系统麦克风</translation>
    </message>
    <message>
        <source>Whose sound is recorded with the picture</source>
        <translation>与画面一起录制的声音来源</translation>
    </message>
</context>
<context>
    <name>SourcePicker</name>
    <message>
        <source>%1 (not plugged in)</source>
        <translation>%1（未连接）</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Camera %1</source>
        <translation>摄像头 %1</translation>
    </message>
    <message>
        <source>Demo scene</source>
        <translation>演示场景</translation>
    </message>
    <message>
        <source>Open a video or a picture</source>
        <translation>打开视频或图片</translation>
    </message>
    <message>
        <source>Open address…</source>
        <translation>打开地址…</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>图片 (%1)</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Videos (%1)</source>
        <translation>视频 (%1)</translation>
    </message>
    <message>
        <source>Videos and pictures (%1)</source>
        <translation>视频和图片 (%1)</translation>
    </message>
    <message>
        <source>Where the picture comes from; pick it again to open it again</source>
        <translation>画面的来源；再次选择即可重新打开</translation>
    </message>
</context>
<context>
    <name>SourceState</name>
    <message>
        <source>Cannot be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>Demo scene</source>
        <translation>演示场景</translation>
    </message>
    <message>
        <source>Ended; pick it again to start it again</source>
        <translation>已结束；再次选择即可重新开始</translation>
    </message>
    <message>
        <source>Lost; it is opened again as soon as it is back</source>
        <translation>连接中断；恢复后会自动重新打开</translation>
    </message>
    <message>
        <source>Now %1 at %2 fps</source>
        <translation>当前 %1，每秒 %2 帧</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Preparing the brushes…</source>
        <translation>正在准备画笔…</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Live picture</source>
        <translation>实时画面</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原图</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>%1, paused</source>
        <translation>%1，已暂停</translation>
    </message>
    <message>
        <source>How long the recording is</source>
        <translation>录制时长</translation>
    </message>
    <message>
        <source>On air</source>
        <translation>播出中</translation>
    </message>
    <message>
        <source>Other programs see the painting: the virtual camera or the stream is on</source>
        <translation>其他程序能看到画作：虚拟摄像头或网络流已开启</translation>
    </message>
    <message>
        <source>Pictures per second, delay from camera to screen, size (painted → shown), device</source>
        <translation>每秒画面数、从摄像头到屏幕的延迟、尺寸（绘制 → 显示）、计算设备</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>出错</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>opening …</source>
        <translation>正在打开…</translation>
    </message>
</context>
<context>
    <name>Stills</name>
    <message>
        <source>Saved: %1 pictures, the first is %2</source>
        <translation>已保存 %1 张图片，第一张是 %2</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>画面已复制到剪贴板。</translation>
    </message>
    <message>
        <source>There is no picture to save yet.</source>
        <translation>还没有可保存的画面。</translation>
    </message>
</context>
<context>
    <name>StreamRows</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Open it in a browser, or in OBS as a browser source</source>
        <translation>在浏览器中打开，或在 OBS 中作为浏览器来源</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Show the painting to browsers and OBS on this computer</source>
        <translation>向本机的浏览器和 OBS 显示画作</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>网络流</translation>
    </message>
    <message>
        <source>The address is on the clipboard.</source>
        <translation>地址已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The number at the end of the address; 0 takes a free one</source>
        <translation>地址末尾的数字；0 表示任选空闲端口</translation>
    </message>
    <message>
        <source>There is no port %1; choose one from 1024 to 65535, or 0 for a free one.</source>
        <translation>没有端口 %1；请选择 1024 到 65535 之间的数字，或用 0 任选空闲端口。</translation>
    </message>
    <message>
        <source>While it is on</source>
        <translation>开启后显示</translation>
    </message>
</context>
<context>
    <name>StyleGrid</name>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
</context>
<context>
    <name>StyleModel</name>
    <message>
        <source>%1, chosen</source>
        <translation>%1，已选用</translation>
    </message>
    <message>
        <source>%1, favourite</source>
        <translation>%1，已收藏</translation>
    </message>
</context>
<context>
    <name>TaskBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Flips the picture left to right, as a mirror does</source>
        <translation>像镜子一样左右翻转画面</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>How wide the brush is, in parts of the picture&apos;s height; or turn the wheel over the picture</source>
        <translation>画笔的宽度，按画面高度的百分比计；也可在画面上转动滚轮</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>涂画</translation>
    </message>
    <message>
        <source>Paint over the region in the picture; the right button erases.</source>
        <translation>在画面上涂出区域；右键擦除。</translation>
    </message>
    <message>
        <source>Painting the tiles</source>
        <translation>正在绘制缩略图</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Records the painted picture into a video file</source>
        <translation>将绘制后的画面录制为视频文件</translation>
    </message>
    <message>
        <source>Saves the picture that is shown</source>
        <translation>保存当前画面</translation>
    </message>
    <message>
        <source>Shows the painting to video calls as a camera</source>
        <translation>让视频通话软件把绘制后的画面当作摄像头使用</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Still</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Takes away all that is painted</source>
        <translation>去掉所有涂画的内容</translation>
    </message>
    <message>
        <source>Takes the last stroke back (Ctrl+Z)</source>
        <translation>撤销上一笔（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Takes the region as it is painted (Esc)</source>
        <translation>按涂画的样子采用这个区域（Esc）</translation>
    </message>
    <message>
        <source>The brush adds to the region</source>
        <translation>画笔把所涂之处加入区域</translation>
    </message>
    <message>
        <source>The brush takes away from the region; or the right button</source>
        <translation>画笔从区域中去掉所涂之处；也可用右键</translation>
    </message>
    <message>
        <source>The camera&apos;s own picture, here only; or hold Space</source>
        <translation>显示摄像头原图（仅在此窗口）；也可按住空格键</translation>
    </message>
    <message>
        <source>The camera&apos;s picture left of a line, the painting right; drag the line</source>
        <translation>分界线左侧为摄像头原图，右侧为画作；可拖动分界线</translation>
    </message>
    <message>
        <source>The picture alone, on the whole screen</source>
        <translation>全屏只显示画面</translation>
    </message>
    <message>
        <source>The picture of the style in a corner</source>
        <translation>在角落显示风格图片</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>Width of the brush</source>
        <translation>画笔宽度</translation>
    </message>
</context>
<context>
    <name>ValueField</name>
    <message>
        <source>Double-click to type a number</source>
        <translation>双击可输入数值</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message>
        <source>Learn the empty background…</source>
        <translation>学习空背景…</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>没有画面</translation>
    </message>
    <message>
        <source>Opening %1 …</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Preparing the brushes …</source>
        <translation>正在准备画笔…</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>About stylecam</source>
        <translation>关于 stylecam</translation>
    </message>
    <message>
        <source>Click a style, or drop any picture here. Hold Space to compare.</source>
        <translation>点击任意风格，或将任意图片拖到这里。按住空格键可对比原图。</translation>
    </message>
    <message>
        <source>Ctrl+click</source>
        <translation>Ctrl+单击</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Drop a picture to paint in its style, a video to paint it</source>
        <translation>拖入图片，用它的风格绘制；拖入视频，对它进行绘制</translation>
    </message>
    <message>
        <source>From the camera, %1</source>
        <translation>来自摄像头，%1</translation>
    </message>
    <message>
        <source>In the gallery and on the picture</source>
        <translation>风格库与画面</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Mixer</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Move the line between before and after</source>
        <translation>移动前后对比的分界线</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Remove a style or a look</source>
        <translation>移除风格或预设</translation>
    </message>
    <message>
        <source>Rename a style or a look</source>
        <translation>重命名风格或预设</translation>
    </message>
    <message>
        <source>Repaints a live camera in the style of any picture.</source>
        <translation>用任意图片的风格实时重绘摄像头画面。</translation>
    </message>
    <message>
        <source>Save the look first, then select it in the list to export it.</source>
        <translation>请先保存预设，再在列表中选中它进行导出。</translation>
    </message>
    <message>
        <source>Space, held</source>
        <translation>按住空格</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Take a style into the mix, or out of it</source>
        <translation>将风格加入或移出混合</translation>
    </message>
    <message>
        <source>The camera&apos;s own picture</source>
        <translation>摄像头原图</translation>
    </message>
    <message>
        <source>The language changes with the next start.</source>
        <translation>语言将在下次启动时更改。</translation>
    </message>
    <message>
        <source>There is no picture to take yet.</source>
        <translation>还没有可用的画面。</translation>
    </message>
</context>
<context>
    <name>saved</name>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
</context>
</TS>
