import {
  ApartmentOutlined,
  CalculatorOutlined,
  CalendarOutlined,
  DesktopOutlined,
  FileTextOutlined,
  FolderOpenOutlined,
  KeyOutlined,
  MessageOutlined,
  SearchOutlined,
} from '@ant-design/icons'
import { Button, Input, Layout, Menu, Modal, Spin } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Navigate, Route, Routes, useLocation, useNavigate } from 'react-router'
import { keyOf } from './api.ts'
import { onKeyWanted } from './parts/fault.tsx'
import { useOnline } from './parts/use-online.ts'

const DeskPage = lazy(() => import('./pages/desk.tsx'))
const IntakePage = lazy(() => import('./pages/intake.tsx'))
const CasesPage = lazy(() => import('./pages/cases.tsx'))
const CasePage = lazy(() => import('./pages/case.tsx'))
const DocumentsPage = lazy(() => import('./pages/documents.tsx'))
const DocumentPage = lazy(() => import('./pages/document.tsx'))
const TemplatesPage = lazy(() => import('./pages/templates.tsx'))
const CalculatorsPage = lazy(() => import('./pages/calculators.tsx'))
const SearchPage = lazy(() => import('./pages/search.tsx'))
const RosterPage = lazy(() => import('./pages/roster.tsx'))
const DirectoryPage = lazy(() => import('./pages/directory.tsx'))

const screens = [
  { key: '/desk', icon: <DesktopOutlined />, label: '受理台' },
  { key: '/intake', icon: <MessageOutlined />, label: '受理对话' },
  { key: '/cases', icon: <FolderOpenOutlined />, label: '案件' },
  { key: '/documents', icon: <FileTextOutlined />, label: '文书' },
  { key: '/calculators', icon: <CalculatorOutlined />, label: '计算器' },
  { key: '/search', icon: <SearchOutlined />, label: '检索' },
  { key: '/roster', icon: <CalendarOutlined />, label: '坐班' },
  { key: '/directory', icon: <ApartmentOutlined />, label: '部门队伍' },
]

/** The staff's screens under one head. */
export function Workbench() {
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const online = useOnline()
  const here =
    screens.find(({ key }) => (pathname === '/templates' ? '/documents' : pathname).startsWith(key))?.key ?? '/desk'
  return (
    <Layout style={{ minHeight: '100dvh', background: 'transparent' }}>
      <Layout.Header
        style={{
          background: '#fff',
          borderBottom: '1px solid #e3e8e6',
          display: 'flex',
          alignItems: 'center',
          gap: 16,
          paddingInline: 20,
          height: 56,
        }}
      >
        <strong style={{ fontSize: 18, color: '#1d6b5c', whiteSpace: 'nowrap', letterSpacing: 2 }}>和议</strong>
        <Menu
          mode="horizontal"
          selectedKeys={[here]}
          items={screens}
          onClick={({ key }) => navigate(key)}
          style={{ flex: 1, minWidth: 0, borderBottom: 'none', lineHeight: '54px' }}
          overflowedIndicator={<span>更多</span>}
        />
        {!online && (
          <span role="status" className="mark mark-red">
            网络断了
          </span>
        )}
        <KeyButton />
      </Layout.Header>
      <Layout.Content>
        <main className="page">
          <Suspense fallback={<Spin style={{ display: 'block', marginTop: 80 }} />}>
            <Routes>
              <Route path="/desk" element={<DeskPage />} />
              <Route path="/intake" element={<IntakePage />} />
              <Route path="/cases" element={<CasesPage />} />
              <Route path="/cases/:id" element={<CasePage />} />
              <Route path="/documents" element={<DocumentsPage />} />
              <Route path="/documents/:id" element={<DocumentPage />} />
              <Route path="/templates" element={<TemplatesPage />} />
              <Route path="/calculators" element={<CalculatorsPage />} />
              <Route path="/calculators/:name" element={<CalculatorsPage />} />
              <Route path="/search" element={<SearchPage />} />
              <Route path="/roster" element={<RosterPage />} />
              <Route path="/directory" element={<DirectoryPage />} />
              <Route path="*" element={<Navigate to="/desk" replace />} />
            </Routes>
          </Suspense>
        </main>
      </Layout.Content>
    </Layout>
  )
}

/** Where a key is asked for, a person types it here; it stays in this tab. */
function KeyButton() {
  const [open, setOpen] = useState(false)
  const [key, setKey] = useState(keyOf.get())
  useEffect(() => onKeyWanted(() => setOpen(true)), [])
  return (
    <>
      <Button type="text" icon={<KeyOutlined />} aria-label="访问密钥" onClick={() => setOpen(true)} />
      <Modal
        title="访问密钥"
        open={open}
        onCancel={() => setOpen(false)}
        onOk={() => {
          keyOf.set(key.trim())
          setOpen(false)
          location.reload()
        }}
        okText="保存"
        cancelText="取消"
      >
        <p className="muted">在本机使用不需要密钥;从别的电脑访问时,请填管理员给的密钥。</p>
        <Input.Password value={key} onChange={(event) => setKey(event.target.value)} aria-label="密钥" />
      </Modal>
    </>
  )
}
